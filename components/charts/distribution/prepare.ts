/** Decides the small bar of a moment's ratings: minus, standard and plus, in this order. */
import { formatCount, formatPercent } from "#components/format.ts";
import type { MomentScore } from "#domain/documents.ts";
import type { Zone } from "#domain/journey.ts";
import { isDrawn, isWeak } from "../evidence.ts";
import type { Words } from "../words.ts";

export interface DistributionPart {
  readonly zone: Zone;
  readonly share: number;
  readonly count: number;
  readonly label: string;
}

export interface Distribution {
  /** Zones without a rating are left out. */
  readonly parts: readonly DistributionPart[];
  readonly weak: boolean;
  readonly sentence: string;
}

/** null: nothing rated, too few to draw, or hidden. `words.t` is bound to `charts`. */
export function prepareDistribution(moment: MomentScore, { t, locale }: Words): Distribution | null {
  if (!isDrawn(moment.rated) || moment.minus === null || moment.standard === null || moment.plus === null) return null;
  const zones: readonly [Zone, number][] = [
    ["minus", moment.minus],
    ["standard", moment.standard],
    ["plus", moment.plus],
  ];
  const parts = zones
    .filter(([, count]) => count > 0)
    .map(([zone, count]) => ({
      zone,
      count,
      share: count / moment.rated,
      label: t("distribution.part", {
        zone: t(`zone.${zone}`),
        share: formatPercent(count / moment.rated, locale),
        count: formatCount(count, locale),
      }),
    }));
  return { parts, weak: isWeak(moment.rated), sentence: parts.map((part) => part.label).join(", ") };
}
