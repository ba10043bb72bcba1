/** Counted patterns (visit-patterns.ts) as the columns that funnel and survival over a choice of steps are computed from. */
import { emptyScan, type VisitScan } from "./tally.ts";
import { TupleCounts } from "./tuple-counts.ts";
import {
  COMPLETE,
  OUT_OF_ORDER,
  PATTERN,
  PATTERN_LENGTH,
  PatternReader,
  SHORT_PATTERN_LENGTH,
  type StratumChoice,
} from "./visit-patterns.ts";
import { type StepBits, stepBits } from "./visit-walk.ts";

/**
 * The visits in some parts, those that are alike at the chosen steps in one place. Nobody is young in it and no touch recent, as if all visits
 * were over.
 */
export function scanPatterns(
  parts: Iterable<Uint8Array>,
  steps: readonly { readonly bit: number }[],
  isWanted: StratumChoice | null,
): VisitScan {
  const bits = stepBits(steps);
  const counts = new TupleCounts(bits.high === 0 ? SHORT_PATTERN_LENGTH : PATTERN_LENGTH);
  for (const bytes of parts) countAtSteps(counts, new PatternReader(bytes, isWanted), bits);
  return toScan(counts);
}

function countAtSteps(counts: TupleCounts, visit: PatternReader, { low, high }: StepBits): void {
  const { key } = counts;
  while (visit.next()) {
    const isComplete = (visit.flags & 3) === COMPLETE;
    key[PATTERN.segment] = visit.segmentId;
    key[PATTERN.channel] = visit.entryChannelId;
    key[PATTERN.flags] = visit.flags;
    key[PATTERN.touched] = visit.touched & low;
    key[PATTERN.rated] = visit.rated & low;
    key[PATTERN.broken] = visit.broken & low;
    key[PATTERN.notMet] = (isComplete ? ~visit.touched : visit.notMet) & low;
    if (high !== 0) {
      key[PATTERN.touchedHigh] = visit.touchedHigh & high;
      key[PATTERN.ratedHigh] = visit.ratedHigh & high;
      key[PATTERN.brokenHigh] = visit.brokenHigh & high;
      key[PATTERN.notMetHigh] = (isComplete ? ~visit.touchedHigh : visit.notMetHigh) & high;
    }
    counts.add(visit.count);
  }
}

function toScan({ keys, counts, length, size }: TupleCounts): VisitScan {
  const places: number[] = [];
  for (let i = 0; i < size; i++) if (counts[i] !== 0) places.push(i);
  const scan = emptyScan(places.length);
  places.forEach((tuple, i) => {
    const of = (place: number) => (place < length ? (keys[tuple * length + place] ?? 0) : 0);
    scan.weight[i] = counts[tuple] ?? 0;
    scan.segmentId[i] = of(PATTERN.segment);
    scan.entryChannelId[i] = of(PATTERN.channel);
    scan.cannotTell[i] = (of(PATTERN.flags) & 3) === 0 ? 1 : 0;
    scan.outOfOrder[i] = (of(PATTERN.flags) & OUT_OF_ORDER) === 0 ? 0 : 1;
    scan.touched.low[i] = of(PATTERN.touched);
    scan.rated.low[i] = of(PATTERN.rated);
    scan.broken.low[i] = of(PATTERN.broken);
    scan.notMet.low[i] = of(PATTERN.notMet);
    scan.touched.high[i] = of(PATTERN.touchedHigh);
    scan.rated.high[i] = of(PATTERN.ratedHigh);
    scan.broken.high[i] = of(PATTERN.brokenHigh);
    scan.notMet.high[i] = of(PATTERN.notMetHigh);
  });
  return scan;
}
