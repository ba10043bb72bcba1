/** A draft carried over to what somebody else has stored since it was begun: what its author changed stays, all else is as it is now. */
import type { JourneyDraft, MomentDraft } from "./draft.ts";

/** Of two fields the one that was changed; where both were, the author's own. */
function merge<V>(mine: V, before: V | undefined, now: V): V {
  return JSON.stringify(mine) === JSON.stringify(before) ? now : mine;
}

/** `before`: what the draft was made on. `now`: what is stored. */
export function rebased(draft: JourneyDraft, before: JourneyDraft, now: JourneyDraft): JourneyDraft {
  return {
    isNew: now.isNew,
    key: now.key,
    name: { en: merge(draft.name.en, before.name.en, now.name.en), ko: merge(draft.name.ko, before.name.ko, now.name.ko) },
    window: merge(draft.window, before.window, now.window),
    mode: merge(draft.mode, before.mode, now.mode),
    moments: inOrder(draft, before, now).map((key) => mergedMoment(key, draft, before, now)),
  };
}

function mergedMoment(key: string, ...[mine, before, now]: readonly [JourneyDraft, JourneyDraft, JourneyDraft]): MomentDraft {
  const [own, was, is] = [mine, before, now].map(({ moments }) => moments.find((moment) => moment.key === key));
  const moment = own ?? is;
  if (!moment) throw new Error(`There is no moment ${key} in either.`);
  if (!own || !is) return { ...moment, isNew: is === undefined };
  const fields = (Object.keys(own) as (keyof MomentDraft)[]).map((field) => [field, merge<unknown>(own[field], was?.[field], is[field])]);
  return { ...own, ...Object.fromEntries(fields), id: own.id, isNew: false };
}

/** The author's order where they changed it, with the others' new moments at its end; else the others' order, with the author's at its end. */
function inOrder(draft: JourneyDraft, before: JourneyDraft, now: JourneyDraft): string[] {
  const [mine, was, theirs] = [draft, before, now].map(({ moments }) => moments.map(({ key }) => key));
  const common = (mine ?? []).filter((key) => was?.includes(key));
  const isOwnOrder = common.join("\n") !== (was ?? []).filter((key) => common.includes(key)).join("\n");
  const [first, then] = isOwnOrder ? [mine, theirs] : [theirs, mine];
  return [...new Set([...(first ?? []), ...(then ?? [])])];
}
