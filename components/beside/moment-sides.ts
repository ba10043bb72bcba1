/** Decides what is said of one moment where the priority segment stands beside all others. */
import type { MomentScoresDocument } from "#domain/documents.ts";
import { isKnown, type Share } from "#domain/share.ts";
import { compareProportions } from "#domain/side-by-side.ts";
import type { Side, Sides } from "./split.ts";

export interface MomentSides {
  readonly labels: Sides<string>;
  readonly satisfaction: Sides<Share>;
  /** Priority minus others. */
  readonly difference: Share;
  /** Where the priority segment stands beyond noise. */
  readonly apart: "lower" | "higher" | "none";
}

/** What either side said, and what the sides are called. */
export interface SideScores {
  readonly documents: Sides<MomentScoresDocument>;
  readonly labels: Sides<string>;
}

/** By moment. The touchpoints are one family of tests; an overall question is one of its own. */
export function momentSides({ documents, labels }: SideScores): Map<string, MomentSides> {
  const of = (side: Side, key: string) => documents[side].moments.find((moment) => moment.moment === key)?.satisfaction;
  const pairs = documents.priority.moments.flatMap(({ moment, role }) => {
    const [priority, others] = [of("priority", moment), of("others", moment)];
    return priority === undefined || others === undefined ? [] : [{ moment, role, priority, others }];
  });
  const steps = pairs.filter((pair) => pair.role === "touchpoint");
  const families = [steps, ...pairs.filter((pair) => pair.role !== "touchpoint").map((pair) => [pair])];
  return new Map(
    families.flatMap((family) => {
      const compared = compareProportions(family.map(({ priority, others }) => [priority, others] as const));
      return family.flatMap(({ moment, priority, others }, i) => {
        const one = compared[i];
        if (one === undefined) return [];
        const apart = !one.clear || !isKnown(one.difference) ? "none" : one.difference.value > 0 ? "higher" : "lower";
        return [[moment, { labels, satisfaction: { priority, others }, difference: one.difference, apart }] as const];
      });
    }),
  );
}
