/** What goes with an outcome, and a what-if, as rows: a row a moment, and of the charts' lines a row each. Pure. */
import type { Scenario } from "#components/drivers/scenario.ts";
import type { DriversAnswer, WhatIfAnswer } from "#domain/improvement-documents.ts";
import { whatIf } from "#domain/what-if.ts";
import type { Parts } from "./csv.ts";

/** A moment's contrast, weight and place stand in one row; behind the moments come the lines of their charts. */
export function driversParts(document: Omit<DriversAnswer, "period">): Parts {
  const { contrasts, factors, importance, map, ...rest } = document;
  const { weights, ...fit } = importance;
  const { points, ...lines } = map;
  const moments = contrasts.map((contrast) => {
    const weight = weights.find((one) => one.moment === contrast.moment);
    const point = points.find((one) => one.moment === contrast.moment);
    return {
      moment: contrast.moment,
      fields: {
        ...contrast,
        importance: { weight: weight?.weight ?? null, share: weight?.share ?? null },
        map: { performance: point?.performance ?? null, quadrant: point?.quadrant ?? null, clear: point?.clear ?? false },
      },
    };
  });
  return {
    whole: { ...rest, importance: fit, map: lines },
    items: [...moments, ...factors.map((fields) => ({ moment: fields.moment, fields }))],
  };
}

/** The scenario as the page computes it, not the chains of breaks that it is computed from. */
export function whatIfParts(document: Omit<WhatIfAnswer, "period">, scenario: Scenario): Parts {
  const { moments: _moments, chains: _chains, ...rest } = document;
  const { score, present, steps } = whatIf(document, scenario.changes);
  const difference = score === null || present === null ? null : score - present;
  return {
    whole: { scenario: scenario.name, score, present, difference, ...rest },
    items: steps.map((fields) => ({ moment: fields.moment, fields })),
  };
}
