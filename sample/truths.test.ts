/** The planted truths, each recomputed from the generated touches with plain arithmetic over whole lists. */
import { beforeAll, describe, expect, test } from "vitest";
import { MOMENT_KEYS } from "./moments.ts";
import {
  breaksAt,
  countOf,
  type PlainVisit,
  type Proportion,
  plainClustering,
  plainSurvival,
  sampleRows,
  satisfied,
  share,
  toVisits,
  utcDay,
  within,
  zOf,
} from "./test-visits.ts";
import { type SamplePeriod, truthsFor } from "./truths.ts";

const AS_OF = "2026-11-22";
const DAY_MS = 86_400_000;
const truths = truthsFor(AS_OF);
const moments: readonly string[] = MOMENT_KEYS;
let visits: PlainVisit[] = [];

beforeAll(() => {
  visits = toVisits(sampleRows(AS_OF, 1, "UTC"));
});

function started(period: SamplePeriod, segment: string | null): PlainVisit[] {
  return visits.filter((visit) => within(visit.startDay, period) && (segment === null || visit.segment === segment));
}

describe("periods", () => {
  test("as of 22 November 2026: last quarter = July to September, the gain that held starts in January, the one that slipped in February", () => {
    expect(truths.period).toEqual({ from: "2025-05-23", to: "2026-11-22" });
    expect(truths.lastQuarter).toEqual({ from: "2026-07-01", to: "2026-09-30" });
    expect(truths.quarterBefore).toEqual({ from: "2026-04-01", to: "2026-06-30" });
    expect(truths.held.after).toEqual({ from: "2026-01-01", to: "2026-03-31" });
    expect(truths.slipped.during).toEqual({ from: "2026-02-01", to: "2026-03-31" });
  });

  test("over the turn of the year: as of 31 January 2026 the last quarter is October to December 2025; 18 months before 31 August 2026 is 28 February 2025", () => {
    expect(truthsFor("2026-01-31").lastQuarter).toEqual({ from: "2025-10-01", to: "2025-12-31" });
    expect(truthsFor("2026-01-31").held.after).toEqual({ from: "2025-04-01", to: "2025-06-30" });
    expect(truthsFor("2026-08-31").period.from).toBe("2025-03-01");
  });
});

describe("a moment that breaks most and makes people leave", () => {
  test("security check: most first breaks and the highest share of those at risk", () => {
    const { hazards } = plainSurvival(visits, moments);
    const worst = hazards.toSorted((a, b) => b.broke - a.broke)[0];
    const likeliest = hazards.toSorted((a, b) => b.broke / b.atRisk - a.broke / a.atRisk)[0];
    expect(worst?.moment).toBe(truths.breaksMost.moment);
    expect(likeliest?.moment).toBe(truths.breaksMost.moment);
  });

  test("of visits whose last touch there is 21 days old, over 10 points more left after a bad rating than after another; no moment loses more", () => {
    const before = utcDay(Date.parse(AS_OF) - 21 * DAY_MS);
    const excess = moments.slice(0, -1).map((moment) => {
      const { broken, met } = leavers(moment, before);
      return { moment, broken, met, lost: broken.n === 0 ? 0 : (share(broken) - share(met)) * broken.n };
    });
    const security = excess.find((row) => row.moment === truths.breaksMost.moment);
    expect(security).toBeDefined();
    if (security === undefined) return;
    expect(share(security.broken) - share(security.met)).toBeGreaterThan(0.1);
    expect(zOf(security.broken, security.met)).toBeGreaterThan(10);
    expect(excess.toSorted((a, b) => b.lost - a.lost)[0]).toEqual(security);
  });

  /** Rated there, last touch at any moment before the day (so not open), by whether the visit broke there; hits = it was its furthest. */
  function leavers(moment: string, before: string): { broken: Proportion; met: Proportion } {
    const place = moments.indexOf(moment);
    const settled = visits.filter(
      (visit) =>
        visit.touches.some((touch) => touch.moment === moment && touch.rating !== null) &&
        visit.touches.every((touch) => touch.day < before),
    );
    const tally = (list: readonly PlainVisit[]): Proportion => ({
      hits: countOf(list, (visit) => visit.touches.every((touch) => moments.indexOf(touch.moment) <= place)),
      n: list.length,
    });
    return {
      broken: tally(settled.filter((visit) => breaksAt(visit, moment))),
      met: tally(settled.filter((visit) => !breaksAt(visit, moment))),
    };
  }
});

describe("improvements", () => {
  test("boarding rose by 10 points or more and is no lower at the end", () => {
    const { moment, before, after } = truths.held;
    const rise = (period: SamplePeriod): number => share(satisfied(visits, moment, period)) - share(satisfied(visits, moment, before));
    expect(rise(after)).toBeGreaterThan(0.1);
    expect(rise(truths.lastQuarter)).toBeGreaterThan(0.1);
    expect(rise({ from: "2026-10-01", to: AS_OF })).toBeGreaterThan(0.1);
    expect(zOf(satisfied(visits, moment, truths.lastQuarter), satisfied(visits, moment, before))).toBeGreaterThan(8);
  });

  test("lounge waiting rose by 10 points or more for two months, then fell back to where it was (within 4 points)", () => {
    const { moment, before, during, after } = truths.slipped;
    const [first, gain, then] = [before, during, after].map((period) => satisfied(visits, moment, period));
    expect(first && gain && share(gain) - share(first)).toBeGreaterThan(0.1);
    expect(gain && then && share(gain) - share(then)).toBeGreaterThan(0.1);
    expect(first && then && Math.abs(share(then) - share(first))).toBeLessThan(0.04);
  });
});

describe("a mix shift that looks like a fall", () => {
  test("finding room for the bag: clearly down in total; the mix explains the fall, what is left within strata is noise (|z| < 2)", () => {
    const { moment } = truths.mixShift;
    const now = satisfied(visits, moment, truths.lastQuarter);
    const before = satisfied(visits, moment, truths.quarterBefore);
    expect(zOf(now, before)).toBeLessThan(-3.5);

    let rate = 0;
    let mix = 0;
    let variance = 0;
    for (const segment of ["business", "leisure", "family"]) {
      for (const channel of ["app", "airport", "phone"]) {
        const stratum = visits.filter((visit) => visit.segment === segment && visit.entryChannel === channel);
        const [a, b] = [satisfied(stratum, moment, truths.lastQuarter), satisfied(stratum, moment, truths.quarterBefore)];
        const weight = (a.n / now.n + b.n / before.n) / 2;
        rate += weight * (share(a) - share(b));
        mix += (a.n / now.n - b.n / before.n) * ((share(a) + share(b)) / 2);
        variance += weight ** 2 * ((share(a) * (1 - share(a))) / a.n + (share(b) * (1 - share(b))) / b.n);
      }
    }
    expect(rate + mix).toBeCloseTo(share(now) - share(before), 12);
    expect(mix).toBeLessThan(-0.03);
    expect(Math.abs(rate / Math.sqrt(variance))).toBeLessThan(2);
    expect(mix / (rate + mix)).toBeGreaterThan(0.7);
  });

  test("families are 22 % of visits before and 38 % after", () => {
    const part = (period: SamplePeriod): number => started(period, "family").length / started(period, null).length;
    expect(part(truths.quarterBefore)).toBeCloseTo(0.22, 1);
    expect(part(truths.lastQuarter)).toBeCloseTo(0.38, 1);
  });
});

describe("a priority segment that falls while the total rises", () => {
  test("journey score, last quarter against the one before: total up, business flyers down, each beyond 2.5 standard errors", () => {
    const z = (segment: string | null): number => {
      const now = plainSurvival(started(truths.lastQuarter, segment), moments);
      const before = plainSurvival(started(truths.quarterBefore, segment), moments);
      return (now.score - before.score) / Math.hypot(now.se, before.se);
    };
    expect(z(null)).toBeGreaterThan(2.5);
    expect(z(truths.priorityFalls.segment)).toBeLessThan(-2.5);
  });

  test("the two moments that it comes from: business flyers down, everybody else up", () => {
    for (const moment of truths.priorityFalls.moments) {
      const z = (test: (visit: PlainVisit) => boolean): number => {
        const own = visits.filter(test);
        return zOf(satisfied(own, moment, truths.lastQuarter), satisfied(own, moment, truths.quarterBefore));
      };
      expect(z((visit) => visit.segment === truths.priorityFalls.segment)).toBeLessThan(-2.5);
      expect(z((visit) => visit.segment !== truths.priorityFalls.segment)).toBeGreaterThan(2.5);
    }
  });
});

describe("bad moments that fall on the same visits", () => {
  test("observed minus expected flawless share: over 1 point for all visits, none (within half a point) without the team's", () => {
    const isTeams = (visit: PlainVisit): boolean => visit.touches.some((touch) => touch.team === truths.clustered.team);
    const all = plainClustering(visits, moments);
    const others = plainClustering(
      visits.filter((visit) => !isTeams(visit)),
      moments,
    );
    const team = plainClustering(visits.filter(isTeams), truths.clustered.moments);
    expect(all.observed - all.expected).toBeGreaterThan(0.01);
    expect(Math.abs(others.observed - others.expected)).toBeLessThan(0.005);
    expect(team.observed - team.expected).toBeGreaterThan(0.1);
  });
});

describe("what a chart says of its factors", () => {
  const { moment, disagrees, plus } = truths.charted;
  /** Ratings on one side of a cut point, of those that mention a factor and of the rest. */
  function sidesOf(factor: string, isHit: (rating: number) => boolean): { readonly own: Proportion; readonly rest: Proportion } {
    const rated = visits.flatMap((visit) => visit.touches.filter((touch) => touch.moment === moment && touch.rating !== null));
    const side = (mentions: boolean): Proportion => {
      const touches = rated.filter((touch) => touch.factors.includes(factor) === mentions);
      return { hits: countOf(touches, (touch) => isHit(touch.rating ?? 0)), n: touches.length };
    };
    return { own: side(true), rest: side(false) };
  }

  test("enough open lanes is listed as standard: those who mention it give three times as many bad ratings as the rest, by 20 standard errors", () => {
    const { own, rest } = sidesOf(disagrees, (rating) => rating <= 2);
    expect(own.n).toBeGreaterThan(300);
    expect(share(own)).toBeGreaterThan(3 * share(rest));
    expect(zOf(own, rest)).toBeGreaterThan(20);
  });

  test("friendly staff is listed as plus: those who mention it give over 30 points more good ratings, and fewer bad ones", () => {
    const good = sidesOf(plus, (rating) => rating >= 4);
    const bad = sidesOf(plus, (rating) => rating <= 2);
    expect(share(good.own) - share(good.rest)).toBeGreaterThan(0.3);
    expect(share(bad.own)).toBeLessThan(share(bad.rest));
  });

  test("3 to 25 % of the ratings of a charted moment mention something, none of another moment do", () => {
    const rated = visits.flatMap((visit) => visit.touches.filter((touch) => touch.rating !== null));
    const mentioning = Map.groupBy(rated, (touch) => touch.moment);
    const shares = [...mentioning].map(
      ([key, touches]) => [key, countOf(touches, ({ factors }) => factors.length > 0) / touches.length] as const,
    );
    const charted = shares.filter(([, part]) => part > 0);
    expect(charted.map(([key]) => key).toSorted()).toEqual(["bag-space", "boarding", "lounge-wait", "security-check", "waiting-line"]);
    for (const [key, part] of charted) {
      expect(part, key).toBeGreaterThan(0.03);
      expect(part, key).toBeLessThan(0.25);
    }
    expect(visits.every((visit) => visit.touches.every((touch) => touch.rating !== null || touch.factors.length === 0))).toBe(true);
  });
});

test("what is not planted stays quiet: no other moment's satisfaction differs between the last two quarters by 2.5 standard errors", () => {
  const planted = new Set<string>([truths.mixShift.moment, ...truths.priorityFalls.moments]);
  for (const moment of moments.filter((key) => !planted.has(key))) {
    const z = zOf(satisfied(visits, moment, truths.lastQuarter), satisfied(visits, moment, truths.quarterBefore));
    expect(Math.abs(z), moment).toBeLessThan(2.5);
  }
});
