/**
 * What funnel and survival are computed from, for the visits of a selection. Over all steps it is read from the rollups, over a choice of
 * steps from the patterns, put right by the visits that may not be over; only visits that go on after an as-of of one's own are read one by one.
 */
import { flawlessStrata } from "#domain/change.ts";
import { addFunnelCounts, countFunnel, type FunnelCounts } from "#domain/funnel.ts";
import type { Moment } from "#domain/journey.ts";
import { scanPatterns } from "#domain/pattern-scan.ts";
import type { StratumKey } from "#domain/strata.ts";
import { addSurvivalCounts, countSurvival } from "#domain/survival.ts";
import { pickVisits, type VisitScan } from "#domain/tally.ts";
import type { JourneyRow } from "./journeys.ts";
import type { Store } from "./open.ts";
import { readPatternParts, strataWanted } from "./pattern-parts.ts";
import { type ReachCounts, type ReachStratum, reachCountsOf, readReachStrata } from "./reach-reads.ts";
import type { Scope } from "./scope.ts";
import type { Cutoff, Selection } from "./selection.ts";
import { type SplitSelection, splitAtCutoff } from "./settled-days.ts";
import { readVisitScan } from "./visit-scan.ts";
import { readYoungGroups, readYoungGroupsUntil, type YoungGroup } from "./young-visits.ts";

export interface VisitQuestion {
  readonly journey: JourneyRow;
  /** In journey order. */
  readonly steps: readonly Moment[];
  /** Whether they are all of the journey's. */
  readonly isWhole: boolean;
  readonly selection: Selection;
  /** Milliseconds; null where no touch is stored. */
  readonly asOf: number | null;
  /** Only where as-of is not the latest touch stored. */
  readonly cutoff: Cutoff | null;
}

/** The visits of a selection, read once; counted all together, or by segment or entry channel. */
export class CountedVisits {
  readonly #steps: readonly Moment[];
  readonly #strata: readonly ReachStratum[];
  readonly #scans: readonly VisitScan[];
  readonly #young: readonly YoungGroup[];

  constructor(store: Store, scope: Scope, question: VisitQuestion) {
    if (scope.teams !== "all") throw new Error("Visits cross teams: a scope of some teams cannot read them.");
    const { journey, steps, isWhole, selection, asOf, cutoff } = question;
    const { settled, unsettled } = splitAtCutoff(store, selection, cutoff);
    this.#steps = steps;
    this.#strata = isWhole ? readReachStrata(store, steps, settled) : [];
    const scans = isWhole ? [] : [scanPatterns(readPatternParts(store, settled), steps, strataWanted(settled))];
    if (unsettled.fromDay <= unsettled.toDay) scans.push(readVisitScan(store, scope, journey, unsettled, asOf, cutoff));
    this.#scans = scans;
    this.#young = readYoung(store, question, { settled, unsettled });
  }

  total(): ReachCounts {
    return this.#count(this.#strata, this.#scans, this.#young);
  }

  /** By the id of the segment or entry channel. */
  by(dimension: "segments" | "channels"): Map<number, ReachCounts> {
    const idOf = (key: StratumKey) => (dimension === "segments" ? key.segmentId : key.entryChannelId);
    const strata = Map.groupBy(this.#strata, idOf);
    const young = Map.groupBy(this.#young, idOf);
    const scans = this.#scans.map((scan) => {
      const column = dimension === "segments" ? scan.segmentId : scan.entryChannelId;
      return {
        scan,
        places: Map.groupBy(
          Array.from({ length: scan.count }, (_, i) => i),
          (i) => column[i] ?? 0,
        ),
      };
    });
    const ids = new Set([...strata.keys(), ...scans.flatMap(({ places }) => [...places.keys()])]);
    return new Map(
      [...ids].map((id) => {
        const mine = scans.map(({ scan, places }) => pickVisits(scan, places.get(id) ?? []));
        return [id, this.#count(strata.get(id) ?? [], mine, young.get(id) ?? [])];
      }),
    );
  }

  #count(strata: readonly ReachStratum[], scans: readonly VisitScan[], young: readonly YoungGroup[]): ReachCounts {
    const { survival, funnel, flawless } = reachCountsOf(this.#steps.length, strata);
    const byStratum = new Map(flawless.map((count) => [count.key, count]));
    for (const { correction } of young) addFunnelCounts(funnel, correction, 1);
    for (const scan of scans) {
      addFunnelCounts(funnel, countFunnel(this.#steps, scan), 1);
      addSurvivalCounts(survival, countSurvival(this.#steps, scan));
      for (const { key, hits, n } of flawlessStrata(this.#steps, scan)) {
        const known = byStratum.get(key);
        byStratum.set(key, { key, hits: hits + (known?.hits ?? 0), n: n + (known?.n ?? 0) });
      }
    }
    return { survival, funnel: withoutNobody(funnel), flawless: [...byStratum.values()] };
  }
}

/** Strata in which nobody takes part in the cost of a break say nothing of it. */
function withoutNobody(funnel: FunnelCounts): FunnelCounts {
  return { ...funnel, leavers: new Map([...funnel.leavers].filter(([, counts]) => counts.rated.some((n) => n !== 0))) };
}

function readYoung(store: Store, question: VisitQuestion, { settled }: SplitSelection): YoungGroup[] {
  const { journey, steps, asOf, cutoff } = question;
  const { fromDay, toDay, segments, channels } = settled;
  if (asOf === null || fromDay > toDay) return [];
  const groups = cutoff === null ? readYoungGroups(store, journey, steps, asOf) : readYoungGroupsUntil(store, journey, steps, asOf, toDay);
  return groups.filter(
    (group) =>
      group.startDay >= fromDay &&
      group.startDay <= toDay &&
      (segments === null || segments.includes(group.segmentId)) &&
      (channels === null || channels.includes(group.entryChannelId)),
  );
}
