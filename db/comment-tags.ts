/** People read factors out of comments. A tag changes what the touch mentions, so its visit is written as a whole, rollups included. */
import { sql } from "drizzle-orm";
import type { CommentTag } from "#domain/mentions.ts";
import { writeAudit } from "./audit.ts";
import { factsContext, inTransaction, visitGaps } from "./journey-context.ts";
import { touchJourney } from "./journeys.ts";
import type { Store } from "./open.ts";
import { reachMoments } from "./reach-cells.ts";
import { unfinishedRebuild } from "./rebuild-rows.ts";
import { VisitBatch } from "./visit-batch.ts";

/** Where a comment stands: a touch's place in its visit's touches from 1; 0: on the visit as a whole. */
export interface CommentPlace {
  readonly visitId: number;
  readonly seq: number;
}

export interface TagRequest extends CommentPlace {
  readonly journeyId: number;
  /** A factor's key at a moment of the journey. */
  readonly momentId: number;
  readonly factor: string;
  /** false takes the tag off again. */
  readonly on: boolean;
  /** An e-mail address. */
  readonly actor: string;
  readonly now: number;
}

/** `rebuilding`: visits are being derived anew, so what they count for cannot change now. */
export type TagRefusal = "unknown-comment" | "unknown-factor" | "rebuilding";

/** Puts a tag on a comment or takes it off, and says whether that changed anything. An archived factor takes no new tags, and while a rebuild is unfinished no tag changes. */
export function tagComment(store: Store, request: TagRequest): { readonly changed: boolean } | TagRefusal {
  return inTransaction(store, () => {
    const { journeyId, visitId, seq } = request;
    if (unfinishedRebuild(store)) return "rebuilding";
    const factor = store.orm.get<{ id: number; archived: number }>(sql`select f.id, f.archived from factors f
      join moments m on m.id = f.moment_id where m.journey_id = ${journeyId} and f.moment_id = ${request.momentId} and f.key = ${request.factor}`);
    if (!factor || (request.on && factor.archived === 1)) return "unknown-factor";
    const comment = store.orm.get<{ text: string }>(sql`select text from comments
      where visit_id = ${visitId} and seq = ${seq} and journey_id = ${journeyId}`);
    if (!comment) return "unknown-comment";
    const visits = new VisitBatch(store.driver, journeyId, factsContext(store, journeyId), reachMoments(store, journeyId));
    const group = visits.groupOf(visitId, visitGaps(store, journeyId));
    const stored = group?.stored.find(({ id }) => id === visitId)?.record;
    const target = seq === 0 ? group?.record : stored?.touches[seq - 1];
    if (!group || !target) return "unknown-comment";
    const isSame = (tag: CommentTag) => tag.factorId === factor.id && tag.text === comment.text;
    const before = target.tags ?? [];
    if (before.some(isSame) === request.on) return { changed: false };
    const tag: CommentTag = { factorId: factor.id, momentId: request.momentId, text: comment.text, actor: request.actor, at: request.now };
    // One tag a factor and comment: words that a correction has replaced give way.
    const others = before.filter((other) => other.factorId !== factor.id);
    target.tags = request.on ? [...others, tag] : others;
    group.changed = true;
    visits.flush();
    touchJourney(store, journeyId);
    const detail = { visit: visitId, touch: seq, factor: factor.id };
    writeAudit(store, { at: request.now, actor: request.actor, action: request.on ? "comment:tag" : "comment:untag", detail });
    return { changed: true };
  });
}
