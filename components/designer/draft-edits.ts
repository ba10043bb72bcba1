/** What a person does to a draft, as pure steps. */
import type { Scale } from "#domain/journey.ts";
import { defaultCuts } from "#domain/scale.ts";
import { answersOf, blankMoment, type JourneyDraft, type MomentDraft, suggestKey } from "./draft.ts";

export type JourneyFields = Partial<Omit<JourneyDraft, "isNew" | "moments">>;
export type MomentFields = Partial<Omit<MomentDraft, "id" | "isNew" | "scale">>;

export type DraftEdit =
  | { readonly kind: "load"; readonly draft: JourneyDraft }
  | { readonly kind: "journey"; readonly fields: JourneyFields }
  | { readonly kind: "moment"; readonly id: string; readonly fields: MomentFields }
  | { readonly kind: "scale"; readonly id: string; readonly scale: Scale }
  /** `to`: place from 0 among the moments that are not archived. */
  | { readonly kind: "move"; readonly id: string; readonly to: number }
  | { readonly kind: "add"; readonly id: string }
  | { readonly kind: "remove"; readonly id: string };

export function editDraft(draft: JourneyDraft, edit: DraftEdit): JourneyDraft {
  switch (edit.kind) {
    case "load":
      return edit.draft;
    case "journey":
      return journeyChanged(draft, edit.fields);
    case "moment":
      return change(draft, edit.id, (moment) => withKey(draft, { ...moment, ...edit.fields }, edit.fields));
    case "scale":
      return change(draft, edit.id, (moment) => withScale(moment, edit.scale));
    case "move":
      return { ...draft, moments: moved(draft.moments, edit.id, edit.to) };
    case "add": {
      const last = draft.moments.findLast((moment) => !moment.archived && moment.role === "touchpoint");
      return { ...draft, moments: [...draft.moments, blankMoment(edit.id, last?.stage ?? "fmot")] };
    }
    case "remove":
      return { ...draft, moments: draft.moments.filter((moment) => moment.id !== edit.id || !moment.isNew) };
  }
}

/** The key of a new journey follows its name until somebody types another. */
function journeyChanged(draft: JourneyDraft, fields: JourneyFields): JourneyDraft {
  const now = { ...draft, ...fields };
  const follows = draft.isNew && fields.name !== undefined && draft.key === suggestKey(draft.name, []);
  return follows ? { ...now, key: suggestKey(now.name, []) } : now;
}

function change(draft: JourneyDraft, id: string, to: (moment: MomentDraft) => MomentDraft): JourneyDraft {
  return { ...draft, moments: draft.moments.map((moment) => (moment.id === id ? to(moment) : moment)) };
}

/** The key of a new moment follows its name until somebody types another. */
function withKey(draft: JourneyDraft, now: MomentDraft, fields: MomentFields): MomentDraft {
  const before = draft.moments.find((moment) => moment.id === now.id);
  if (!before?.isNew || fields.name === undefined) return now;
  const taken = draft.moments.filter((moment) => moment.id !== now.id).map(({ key }) => key);
  return before.key === suggestKey(before.name, taken) ? { ...now, key: suggestKey(now.name, taken) } : now;
}

/** Cut points that are no answers of the new scale make way for its usual ones. */
function withScale(moment: MomentDraft, scale: Scale): MomentDraft {
  const answers = answersOf(scale);
  if (answers.length === 0) return { ...moment, scale };
  const fits = answersOf(moment.scale).join() === answers.join();
  const isZeroToTen = scale.min === 0 && scale.max === 10 && scale.step === 1;
  const recommend = moment.recommend && isZeroToTen;
  return { ...moment, scale, recommend, ...(fits ? {} : defaultCuts(scale, recommend)) };
}

/** Archived moments keep their places in the list; the others are in the new order around them. */
function moved(moments: readonly MomentDraft[], id: string, to: number): MomentDraft[] {
  const living = moments.filter((moment) => !moment.archived);
  const moment = living.find((one) => one.id === id);
  if (!moment) return [...moments];
  const order = living.filter((one) => one.id !== id);
  order.splice(to, 0, moment);
  let next = 0;
  return moments.map((one) => (one.archived ? one : (order[next++] ?? one)));
}
