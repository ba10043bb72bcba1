/** One moment on every channel and with every team: the same experience everywhere, or differences beyond chance. */
import { readDimension } from "#db/dimensions.ts";
import { readTalliesBy } from "#db/score-reads.ts";
import type { Selection } from "#db/selection.ts";
import type { Moment } from "#domain/journey.ts";
import { hideInUnits } from "#domain/privacy-moment.ts";
import { ok } from "#domain/problem.ts";
import { hitsOf, type ScoreMeasure } from "#domain/score-measure.ts";
import { countZones, type ZoneCounts } from "#domain/scores.ts";
import { wilsonShare } from "#domain/statistics/wilson.ts";
import { toUnitSpread } from "#domain/unit-spread.ts";
import type { DimensionUnits, UnitDimension, UnitsDocument } from "#domain/unit-spread-document.ts";
import type { Frame } from "./frame.ts";
import { momentFrameOf } from "./one-moment.ts";
import type { Report } from "./report.ts";
import { filteredDimensions, hiddenMoments } from "./score-frame.ts";

const TABLES = { channel: "channels", team: "teams" } as const;
const DIMENSIONS: readonly UnitDimension[] = ["channel", "team"];
/** Of touches of which the source named none. */
const NONE = "none";

export const unitsReport: Report<"units"> = {
  name: "units",
  action: "report:units",
  async run(store, scope, journeyKey, question) {
    const asked = momentFrameOf(store, scope, journeyKey, question);
    if (!asked.ok) return asked;
    const { frame, moment, measure } = asked.value;
    const selection = { ...frame.now.selection, momentId: moment.id };
    const document: UnitsDocument = {
      period: frame.now.period,
      moment: moment.key,
      measure,
      dimensions: DIMENSIONS.map((dimension) => unitsOf(frame, moment, selection, measure, dimension)),
      unweighted: frame.figures.weighted,
    };
    if (scope.small === "shown") return ok(document);
    return ok(hideInUnits(document, hiddenMoments(frame, selection).has(moment.id), hidesUnits(frame, moment, selection)));
  },
};

function unitsOf(frame: Frame, moment: Moment, selection: Selection, measure: ScoreMeasure, dimension: UnitDimension): DimensionUnits {
  const keys = new Map(readDimension(frame.store, TABLES[dimension]).map(({ id, key }) => [id, key]));
  const counted = readTalliesBy(frame.store, frame.scope, dimension, selection, frame.cutoff)
    .map(({ valueId, answers }) => ({ unit: keys.get(valueId) ?? String(valueId), zones: countZones(moment, answers) }))
    .filter(({ zones }) => zones.rated > 0)
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
  const named = counted.filter(({ unit }) => unit !== NONE);
  const { units, ...spread } = toUnitSpread(named.map(({ unit, zones }) => ({ unit, hits: hitsOf(measure, zones), n: zones.rated })));
  const zonesOf = new Map(named.map(({ unit, zones }) => [unit, zones]));
  return {
    dimension,
    withoutUnit: counted.find(({ unit }) => unit === NONE)?.zones.rated ?? 0,
    ...spread,
    units: units.map(({ unit, share, position }) => ({ unit, share, position, ...bothShares(zonesOf.get(unit)) })),
  };
}

function bothShares(zones: ZoneCounts | undefined) {
  const { plus, minus, rated } = zones ?? { plus: 0, minus: 0, rated: 0 };
  return { satisfaction: wilsonShare(plus, rated, "no-ratings"), broken: wilsonShare(minus, rated, "no-ratings") };
}

/** A unit's figures go where asking for it alone would hide them: where what is chosen of another dimension leaves a small group of it. */
function hidesUnits(frame: Frame, moment: Moment, selection: Selection) {
  const ids = {
    channel: new Map(readDimension(frame.store, "channels").map(({ id, key }) => [key, id])),
    team: new Map(readDimension(frame.store, "teams").map(({ id, key }) => [key, id])),
  };
  return ({ dimension }: DimensionUnits, unit: string): boolean => {
    const id = ids[dimension].get(unit);
    const others = filteredDimensions(selection).some((one) => one.dimension !== dimension);
    return others && id !== undefined && hiddenMoments(frame, { ...selection, [TABLES[dimension]]: [id] }).has(moment.id);
  };
}
