/** What reports over touches share: the privacy rule per moment, over channels, segments and teams. */
import { readRatedBy } from "#db/score-reads.ts";
import type { Selection } from "#db/selection.ts";
import { mayShow } from "#domain/privacy.ts";
import type { Frame, PeriodFrame } from "./frame.ts";

/** The dimensions that a selection filters, with the ids that it chooses of each. */
export function filteredDimensions(selection: Selection) {
  const dimensions = [
    { dimension: "channel", name: "channels", chosen: selection.channels },
    { dimension: "segment", name: "segments", chosen: selection.segments },
    { dimension: "team", name: "teams", chosen: selection.teams },
  ] as const;
  return dimensions.flatMap(({ chosen, ...rest }) => (chosen === null ? [] : [{ ...rest, chosen }]));
}

/** Ids of the moments whose figures are hidden because another choice of channel, segment or team would give a small group away. */
export function hiddenMoments(frame: Frame, selection: Selection): Set<number> {
  const hidden = new Set<number>();
  for (const { dimension, name, chosen } of filteredDimensions(selection)) {
    const rated = readRatedBy(frame.store, frame.scope, dimension, { ...selection, [name]: null }, frame.cutoff);
    for (const [momentId, rows] of Map.groupBy(rated, (row) => row.momentId)) {
      if (!mayShow(new Map(rows.map((row) => [row.valueId, row.rated])), chosen)) hidden.add(momentId);
    }
  }
  return hidden;
}

/** The privacy rule as the documents' hiding asks it: by a moment's key and the period. */
export function hidesScores(frame: Frame): (momentKey: string, side: "now" | "before") => boolean {
  const keys = (part: PeriodFrame | null) => {
    const hidden = part === null ? new Set<number>() : hiddenMoments(frame, part.selection);
    return new Set(frame.journey.moments.filter((moment) => hidden.has(moment.id)).map((moment) => moment.key));
  };
  const hidden = { now: keys(frame.now), before: keys(frame.before) };
  return (momentKey, side) => hidden[side].has(momentKey);
}
