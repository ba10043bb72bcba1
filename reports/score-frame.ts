/** What reports over touches share: the privacy rule per moment, over channels, segments and teams. */
import { readRatedBy, type ScoreDimension } from "#db/score-reads.ts";
import { mayShow } from "#domain/privacy.ts";
import type { Frame, PeriodFrame } from "./frame.ts";

/** Ids of the moments whose figures are hidden because another choice of channel, segment or team would give a small group away. */
export function hiddenMoments(frame: Frame, part: PeriodFrame): Set<number> {
  const { selection } = part;
  const chosen: Record<ScoreDimension, readonly number[] | null> = {
    channel: selection.channels,
    segment: selection.segments,
    team: selection.teams,
  };
  const without: Record<ScoreDimension, typeof selection> = {
    channel: { ...selection, channels: null },
    segment: { ...selection, segments: null },
    team: { ...selection, teams: null },
  };
  const hidden = new Set<number>();
  for (const dimension of ["channel", "segment", "team"] as const) {
    const values = chosen[dimension];
    if (values === null) continue;
    const byMoment = Map.groupBy(readRatedBy(frame.store, frame.scope, dimension, without[dimension]), (row) => row.momentId);
    for (const [momentId, rows] of byMoment) {
      if (!mayShow(new Map(rows.map((row) => [row.valueId, row.rated])), values)) hidden.add(momentId);
    }
  }
  return hidden;
}

/** The privacy rule as the documents' hiding asks it: by a moment's key and the period. */
export function hidesScores(frame: Frame): (momentKey: string, side: "now" | "before") => boolean {
  const keys = (part: PeriodFrame | null) => {
    const hidden = part === null ? new Set<number>() : hiddenMoments(frame, part);
    return new Set(frame.journey.moments.filter((moment) => hidden.has(moment.id)).map((moment) => moment.key));
  };
  const hidden = { now: keys(frame.now), before: keys(frame.before) };
  return (momentKey, side) => hidden[side].has(momentKey);
}
