/** What a what-if is computed from: small enough for a browser, which then recomputes the journey score at once. */
import type { WhatIfAnswer } from "#domain/improvement-documents.ts";
import { hideInWhatIf } from "#domain/privacy-drivers.ts";
import { ok } from "#domain/problem.ts";
import { toWhatIfBasis } from "#domain/what-if-basis.ts";
import { improvementOf } from "./improvement-frame.ts";
import type { Report } from "./report.ts";
import { visitFrameOf } from "./visit-frame.ts";

export const whatIfReport: Report<"what-if"> = {
  name: "what-if",
  action: "report:survival",
  async run(store, scope, journeyKey, { filter }) {
    const framed = visitFrameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const frame = framed.value;
    const { scan, visits, yearlyVisits, hidesAny } = improvementOf(frame);
    const document: WhatIfAnswer = {
      period: frame.now.period,
      visits,
      yearlyVisits,
      ...toWhatIfBasis(frame.steps, scan),
      reason: null,
      unweighted: frame.figures.weighted,
    };
    if (scope.small === "shown") return ok(document);
    // What broke where, told for several choices of segments, channels or steps, could be subtracted.
    const narrowed = filter.segments.length > 0 || filter.channels.length > 0 || filter.moments.length > 0;
    return ok(hideInWhatIf(document, hidesAny || narrowed));
  },
};
