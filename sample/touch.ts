/** What a stop of the journey is like for a customer: rating, comment, how a problem was settled, seconds. */
import type { Resolution } from "#domain/checked-row.ts";
import type { Zone } from "#domain/journey.ts";
import type { Chance } from "./chance.ts";
import { pickComment } from "./comments.ts";
import { type SegmentKey, type TeamKind, teamsOf } from "./dimensions.ts";
import { type MomentKey, PROFILES } from "./moments.ts";
import type { Stop } from "./path.ts";
import { type PlantedDays, qualityOf } from "./quality.ts";

/** Who makes a visit and who serves it. */
export interface Party {
  readonly segment: SegmentKey;
  /** Multiplies the probability of giving a rating. */
  readonly willingness: number;
  readonly language: "ko" | "en";
  /** The team of each kind that serves this visit. */
  readonly teams: Readonly<Record<TeamKind, string>>;
  readonly letDown: boolean;
}

export interface SampleTouch {
  readonly stop: Stop;
  readonly team: string;
  /** What it was like, rated or not. */
  readonly zone: Zone;
  /** Index of the answer on 1–5; null: not rated. */
  readonly answer: number | null;
  readonly comment: string | null;
  readonly resolution: Resolution | null;
  readonly seconds: number | null;
  /** The customer gives up here. */
  readonly leaves: boolean;
}

const COMMENTED: Readonly<Record<Zone, number>> = { minus: 0.12, standard: 0.02, plus: 0.04 };
/** Share of the clustered team's visits that it lets down throughout. */
const LET_DOWN_SHARE = 0.3;

export function makeParty(segment: SegmentKey, clusteredTeam: string, chance: Chance): Party {
  const teams: Record<TeamKind, string> = {
    call: chance.oneOf(teamsOf("call")),
    digital: chance.oneOf(teamsOf("digital")),
    "check-in": chance.oneOf(teamsOf("check-in")),
    gate: chance.oneOf(teamsOf("gate")),
    security: chance.oneOf(teamsOf("security")),
    lounge: chance.oneOf(teamsOf("lounge")),
    cabin: chance.oneOf(teamsOf("cabin")),
  };
  return {
    segment,
    willingness: chance.happens(0.18) ? 0.35 : 1.14,
    language: chance.happens(0.62) ? "ko" : "en",
    teams,
    letDown: chance.happens(LET_DOWN_SHARE) && teams.cabin === clusteredTeam,
  };
}

/** A stop as this party lives it. Whether a bad moment makes people leave does not depend on whether they rate it. */
export function liveStop(stop: Stop, party: Party, planted: PlantedDays, chance: Chance): SampleTouch {
  const profile = PROFILES[stop.moment];
  const team = teamAt(stop, party);
  const situation = { moment: stop.moment, segment: party.segment, channel: stop.channel, team, day: stop.day, letDown: party.letDown };
  const quality = qualityOf(situation, planted);
  const draw = chance.share();
  const zone: Zone = draw < quality.minus ? "minus" : draw < 1 - quality.plus ? "standard" : "plus";
  const leaves = chance.happens(profile.leave + (zone === "minus" ? profile.leaveMore : 0));
  const rated = chance.happens(profile.rated * party.willingness);
  const resolution = rated && profile.staffed && stop.channel !== "app" ? drawResolution(zone, chance) : null;
  const commented = rated && chance.happens(COMMENTED[zone]);
  return {
    stop,
    team,
    zone,
    answer: rated ? drawAnswer(zone, resolution, chance) : null,
    comment: commented ? pickComment(situation, zone, party.language, planted, chance) : null,
    resolution,
    seconds: chance.happens(0.7) ? drawSeconds(profile.seconds, zone, chance) : null,
    leaves,
  };
}

const ONLINE: ReadonlySet<MomentKey> = new Set(["information-call", "booking", "boarding-pass"]);

function teamAt(stop: Stop, party: Party): string {
  if (stop.channel === "app" && ONLINE.has(stop.moment)) return party.teams.digital;
  if (stop.channel === "airport" && stop.moment === "booking") return party.teams["check-in"];
  return party.teams[PROFILES[stop.moment].team];
}

function drawAnswer(zone: Zone, resolution: Resolution | null, chance: Chance): number {
  if (zone === "standard") return 2;
  if (zone === "plus") return chance.happens(0.46) ? 4 : 3;
  const worst = resolution === "on_the_spot" ? 0.2 : resolution === null ? 0.38 : 0.58;
  return chance.happens(worst) ? 0 : 1;
}

function drawResolution(zone: Zone, chance: Chance): Resolution | null {
  if (zone === "plus") return chance.happens(0.02) ? "on_the_spot" : null;
  if (zone === "standard") {
    if (!chance.happens(0.07)) return null;
    return chance.happens(0.75) ? "on_the_spot" : "escalated";
  }
  if (!chance.happens(0.6)) return null;
  return chance.weighted<Resolution>([
    ["on_the_spot", 0.34],
    ["escalated", 0.4],
    ["unresolved", 0.26],
  ]);
}

/** Around the typical length, longer where it went badly: the product of three uniform factors has the long right tail of contact times. */
function drawSeconds(typical: number, zone: Zone, chance: Chance): number {
  const slow = zone === "minus" ? 1.7 : 1;
  return Math.max(1, Math.round(typical * slow * chance.between(0.6, 1.5) * chance.between(0.7, 1.4) * chance.between(0.8, 1.25)));
}
