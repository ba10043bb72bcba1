/** What to fix first: what the journey score would gain at each step. Moves the count if nothing else changes; no forecast. */

import { toFixFirst } from "#domain/fix-first.ts";
import type { FixFirstAnswer } from "#domain/improvement-documents.ts";
import { hideInFixFirst } from "#domain/privacy-drivers.ts";
import { badParameter, ok } from "#domain/problem.ts";
import { improvementOf, SEED } from "./improvement-frame.ts";
import type { Report } from "./report.ts";
import { visitFrameOf } from "./visit-frame.ts";

export const fixFirstReport: Report<"fix-first"> = {
  name: "fix-first",
  action: "report:survival",
  async run(store, scope, journeyKey, { filter, extra }) {
    const target = extra.target === undefined ? undefined : Number(extra.target);
    if (target !== undefined && !(extra.target !== "" && target >= 0 && target <= 1)) {
      return badParameter("target", extra.target ?? "", "is not a share from 0 to 1.");
    }
    const framed = visitFrameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const frame = framed.value;
    const { scan, visits, yearlyVisits, hidesAny } = improvementOf(frame);
    const document: FixFirstAnswer = {
      period: frame.now.period,
      visits,
      yearlyVisits,
      ...toFixFirst(frame.steps, scan, {
        seed: SEED,
        ...(target !== undefined && { target }),
        ...(yearlyVisits !== null && { visitsAYear: yearlyVisits }),
      }),
      unweighted: frame.figures.weighted,
    };
    return ok(scope.small === "shown" ? document : hideInFixFirst(document, hidesAny));
  },
};
