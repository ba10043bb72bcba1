/** What customers wrote, filtered and searched, newest first. */
import {
  type CommentLine,
  type CommentQuestion,
  countComments,
  readCommentFactors,
  readComments,
  readFactorIds,
} from "#db/comment-reads.ts";
import { readDimension } from "#db/dimensions.ts";
import type { CommentsDocument } from "#domain/chart-documents.ts";
import { commentTerms } from "#domain/comment-search.ts";
import { type Moment, ratingOf, zoneOf } from "#domain/journey.ts";
import { badParameter, ok } from "#domain/problem.ts";
import { type Frame, frameOf } from "./frame.ts";
import { offsetOf } from "./offset.ts";
import type { Report } from "./report.ts";
import { timeText } from "./time-text.ts";

const PAGE = 50;

export const commentsReport: Report<"comments"> = {
  name: "comments",
  action: "comment:read",
  async run(store, scope, journeyKey, { filter, extra }) {
    const framed = frameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const frame = framed.value;
    const terms = commentTerms(extra.q);
    if (!terms.ok) return terms;
    const offset = offsetOf(extra.offset);
    if (!offset.ok) return offset;
    const momentIds = frame.moments.map(({ id }) => id);
    const factors = extra.factor === undefined ? null : readFactorIds(store, momentIds, extra.factor);
    if (factors?.length === 0) return badParameter("factor", extra.factor ?? "", "no moment that is shown has a factor of this key.");
    const question: CommentQuestion = {
      selection: frame.now.selection,
      timeZone: frame.settings.timeZone,
      cutoff: frame.cutoff,
      moments: filter.moments.length === 0 ? null : momentIds,
      terms: terms.value,
      factors,
    };
    const lineOf = lineMaker(frame);
    const document: CommentsDocument = {
      period: frame.now.period,
      total: countComments(store, scope, question),
      comments: readComments(store, scope, question, offset.value, PAGE).map(lineOf),
      offset: offset.value,
    };
    return ok(document);
  },
};

/** A rating is told to those who may open the visit that gave it. */
function lineMaker({ store, scope, journey, names }: Frame): (line: CommentLine) => CommentsDocument["comments"][number] {
  const teams = new Map(readDimension(store, "teams").map((row) => [row.id, row.key]));
  const moments = new Map<number, Moment>(journey.moments.map((moment) => [moment.id, moment]));
  const keyOf = (momentId: number) => moments.get(momentId)?.key ?? "";
  return (line) => {
    const moment = moments.get(line.momentId);
    const answer = scope.visits ? line.answer : null;
    const { mentions, tags } = readCommentFactors(store, line);
    return {
      visit: line.visitId,
      touch: line.seq,
      at: timeText(line.at, line.dateOnly === 1),
      dateOnly: line.dateOnly === 1,
      moment: moment?.key ?? null,
      channel: names.channels.get(line.channelId) ?? "none",
      segment: names.segments.get(line.segmentId) ?? "none",
      team: teams.get(line.teamId) ?? "none",
      rating: moment === undefined || answer === null ? null : ratingOf(moment.scale, answer),
      zone: moment === undefined || answer === null ? null : zoneOf(moment, answer),
      text: line.text,
      mentions: mentions.map(({ momentId, factor }) => ({ moment: keyOf(momentId), factor })),
      tags: tags.map(({ momentId, factor, actor, at }) => ({ moment: keyOf(momentId), factor, actor, at: new Date(at).toISOString() })),
    };
  };
}
