/**
 * The reports' definitions once more, over plain lists of touches: slow, with loops one can read, sharing nothing with the code under test
 * (days come from Intl, not from the calendar; no masks, no rollups, no SQL).
 */

export interface PlainTouch {
  /** Index of the moment as listed in the journey; steps come first. */
  readonly moment: number;
  readonly at: number;
  readonly dateOnly: boolean;
  readonly channel: string;
  readonly team: string;
  /** 0..4, null: unrated. */
  readonly answer: number | null;
  /** It mentions the factor that there is one of at each moment. */
  readonly mentions: boolean;
}

export interface PlainVisit {
  /** Explicit start; null: the earliest touch. */
  readonly start: { readonly at: number; readonly dateOnly: boolean } | null;
  readonly segment: string;
  /** What the visit says of its channel where it has no touch. */
  readonly channel: string;
  /** In file order. */
  readonly touches: readonly PlainTouch[];
  readonly notMet: readonly number[];
  readonly knowledge: "ratings-only" | "not-met-coded" | "complete";
}

export interface PlainQuestion {
  readonly from: string | null;
  readonly to: string | null;
  readonly moments: readonly number[];
  readonly channels: readonly string[];
  readonly segments: readonly string[];
  readonly teams: readonly string[];
  /** A day, or an instant in milliseconds; null: the latest touch. */
  readonly asOf: string | number | null;
}

export interface PlainWorld {
  readonly zone: string;
  readonly windowMs: number;
  readonly steps: number;
  readonly moments: number;
  /** The lowest answers that meet the standard and that are a plus. */
  readonly standard: number;
  readonly plus: number;
  readonly visits: readonly PlainVisit[];
}

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function dayIn(zone: string, at: number): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(zone, format);
  }
  return format.format(at);
}

const starts = new Map<string, number>();

/** The first quarter of an hour that belongs to the day: zones change on such. */
function startOfDay(zone: string, day: string): number {
  const key = `${zone} ${day}`;
  let at = starts.get(key);
  if (at === undefined) {
    at = Date.parse(day) - 15 * 3_600_000;
    while (dayIn(zone, at) < day) at += 900_000;
    starts.set(key, at);
  }
  return at;
}

export function nextDay(day: string, by = 1): string {
  return new Date(Date.parse(day) + by * DAY).toISOString().slice(0, 10);
}

type Time = { readonly at: number; readonly dateOnly: boolean };

export class Plain {
  readonly world: PlainWorld;
  readonly question: PlainQuestion;
  /** Instant up to which is looked; null where no touch is stored. */
  readonly asOf: number | null;
  readonly from: string;
  readonly to: string;
  readonly steps: readonly number[];
  readonly moments: readonly number[];

  constructor(world: PlainWorld, question: PlainQuestion) {
    this.world = world;
    this.question = question;
    const all = world.visits.flatMap((visit) => visit.touches);
    const latest = Math.max(...all.map((touch) => this.#instant(touch)));
    const { asOf } = question;
    if (asOf === null) this.asOf = all.length === 0 ? null : latest;
    else this.asOf = typeof asOf === "number" ? asOf : startOfDay(world.zone, nextDay(asOf)) - 1;
    const days = [...all.map((touch) => this.day(touch)), ...world.visits.map((visit) => this.day(this.startOf(visit)))].sort();
    this.from = question.from ?? days[0] ?? "";
    this.to = question.to ?? days.at(-1) ?? "";
    const chosen = (moment: number) => question.moments.length === 0 || question.moments.includes(moment);
    this.moments = Array.from({ length: world.moments }, (_, i) => i).filter(chosen);
    this.steps = this.moments.filter((moment) => moment < world.steps);
  }

  day(time: Time): string {
    return time.dateOnly ? new Date(time.at).toISOString().slice(0, 10) : dayIn(this.world.zone, time.at);
  }

  #instant(time: Time): number {
    return time.dateOnly ? startOfDay(this.world.zone, this.day(time)) : time.at;
  }

  #isLater(time: Time): boolean {
    const { asOf } = this.question;
    if (asOf === null) return false;
    if (typeof asOf === "string") return this.day(time) > asOf;
    return time.dateOnly ? this.day(time) > dayIn(this.world.zone, asOf) : time.at > asOf;
  }

  #first(visit: PlainVisit): PlainTouch | null {
    let first: PlainTouch | null = null;
    for (const touch of visit.touches) {
      if (first === null || touch.at < first.at || (touch.at === first.at && this.#rank(touch) < this.#rank(first))) first = touch;
    }
    return first;
  }

  /** Outcomes come last, all alike. */
  #rank(touch: PlainTouch): number {
    return Math.min(touch.moment, this.world.steps);
  }

  startOf(visit: PlainVisit): Time {
    const start = visit.start ?? this.#first(visit);
    if (start === null) throw new Error("A visit has a start or a touch.");
    return start;
  }

  entryOf(visit: PlainVisit): string {
    return this.#first(visit)?.channel ?? visit.channel;
  }

  /** Visits of the cohort, each with the touches that lie before as-of. */
  cohort(): PlainVisit[] {
    const { channels, segments } = this.question;
    return this.world.visits
      .filter((visit) => {
        const start = this.startOf(visit);
        const day = this.day(start);
        if (day < this.from || day > this.to || this.#isLater(start)) return false;
        if (segments.length > 0 && !segments.includes(visit.segment)) return false;
        return channels.length === 0 || channels.includes(this.entryOf(visit));
      })
      .map((visit) => ({ ...visit, touches: visit.touches.filter((touch) => !this.#isLater(touch)) }));
  }

  /** Touches of the period by their own day, with what the filter says of touches. */
  touches(): PlainTouch[] {
    const { channels, segments, teams } = this.question;
    return this.world.visits.flatMap((visit) => {
      if (segments.length > 0 && !segments.includes(visit.segment)) return [];
      return visit.touches.filter((touch) => {
        const day = this.day(touch);
        if (day < this.from || day > this.to || this.#isLater(touch)) return false;
        if (channels.length > 0 && !channels.includes(touch.channel)) return false;
        return teams.length === 0 || teams.includes(touch.team);
      });
    });
  }

  touched(visit: PlainVisit, moment: number): boolean {
    return visit.touches.some((touch) => touch.moment === moment);
  }

  rated(visit: PlainVisit, moment: number): boolean {
    return visit.touches.some((touch) => touch.moment === moment && touch.answer !== null);
  }

  broken(visit: PlainVisit, moment: number): boolean {
    return visit.touches.some((touch) => touch.moment === moment && touch.answer !== null && touch.answer < this.world.standard);
  }

  knownNotMet(visit: PlainVisit, moment: number): boolean {
    if (this.touched(visit, moment)) return false;
    return visit.knowledge === "complete" || visit.notMet.includes(moment);
  }

  /** No bad rating at the chosen steps before, or up to and with, the one at an index. */
  unbrokenBefore(visit: PlainVisit, index: number): boolean {
    return this.steps.slice(0, index).every((step) => !this.broken(visit, step));
  }

  /** Index of the furthest chosen step, -1 for none. */
  furthest(visit: PlainVisit): number {
    return this.steps.findLastIndex((step) => this.touched(visit, step));
  }

  isYoung(touches: readonly PlainTouch[]): boolean {
    return this.asOf !== null && touches.some((touch) => this.#instant(touch) > (this.asOf ?? 0) - this.world.windowMs);
  }

  /** Whether some step was first touched after one that stands behind it. */
  disordered(visit: PlainVisit): boolean {
    const firsts = Array.from({ length: this.world.steps }, (_, step) =>
      Math.min(...visit.touches.filter((touch) => touch.moment === step).map((touch) => touch.at)),
    ).filter(Number.isFinite);
    return firsts.some((at, i) => firsts.slice(0, i).some((before) => before > at));
  }
}

/** Product-limit survival at each step, null where nobody is at risk. */
export function survivalOf(steps: readonly { readonly atRisk: number; readonly broke: number }[]): (number | null)[] {
  let product = 1;
  return steps.map(({ atRisk, broke }) => {
    if (atRisk === 0) return null;
    product *= (atRisk - broke) / atRisk;
    return product;
  });
}
