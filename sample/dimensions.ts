/** The channels, segments and teams of the sample journey: keys as in its touches, names in both languages. */
import type { LocalName } from "#domain/journey.ts";

export interface NamedKey {
  readonly key: string;
  readonly name: LocalName;
}

export interface SampleSegment extends NamedKey {
  readonly priority: boolean;
}

export type ChannelKey = "app" | "airport" | "phone";
export type SegmentKey = "business" | "leisure" | "family";
/** Who serves a stretch of the journey; a visit meets one team of each kind. */
export type TeamKind = "call" | "digital" | "check-in" | "gate" | "security" | "lounge" | "cabin";

const CHANNELS: readonly (NamedKey & { readonly key: ChannelKey })[] = [
  { key: "app", name: { en: "App and website", ko: "앱·웹" } },
  { key: "airport", name: { en: "Airport and cabin", ko: "공항·기내" } },
  { key: "phone", name: { en: "Phone", ko: "전화" } },
];

const SEGMENTS: readonly (SampleSegment & { readonly key: SegmentKey })[] = [
  { key: "business", name: { en: "Business flyers", ko: "출장 고객" }, priority: true },
  { key: "leisure", name: { en: "Leisure", ko: "개인 여행" }, priority: false },
  { key: "family", name: { en: "Families", ko: "가족 여행" }, priority: false },
];

const KINDS: readonly { readonly kind: TeamKind; readonly en: string; readonly ko: string; readonly teams: number }[] = [
  { kind: "call", en: "Call centre", ko: "상담", teams: 2 },
  { kind: "digital", en: "Digital service", ko: "디지털 서비스", teams: 1 },
  { kind: "check-in", en: "Check-in", ko: "탑승수속", teams: 4 },
  { kind: "gate", en: "Gate", ko: "게이트", teams: 3 },
  { kind: "security", en: "Security", ko: "보안 검색", teams: 3 },
  { kind: "lounge", en: "Lounge", ko: "라운지", teams: 2 },
  { kind: "cabin", en: "Cabin crew", ko: "객실", teams: 6 },
];

/** The keys of a kind's teams: `security-a`, `security-b` …; the only team of its kind has the kind as its key. */
export function teamsOf(kind: TeamKind): readonly string[] {
  return TEAMS_OF[kind];
}

function teamKeys(kind: TeamKind): string[] {
  const count = KINDS.find((row) => row.kind === kind)?.teams ?? 0;
  return count === 1 ? [kind] : Array.from({ length: count }, (_, i) => `${kind}-${letter(i)}`);
}

const TEAMS_OF: Readonly<Record<TeamKind, readonly string[]>> = {
  call: teamKeys("call"),
  digital: teamKeys("digital"),
  "check-in": teamKeys("check-in"),
  gate: teamKeys("gate"),
  security: teamKeys("security"),
  lounge: teamKeys("lounge"),
  cabin: teamKeys("cabin"),
};

function letter(index: number): string {
  return String.fromCharCode(97 + index);
}

function teamNames(): NamedKey[] {
  return KINDS.flatMap(({ kind, en, ko }) => {
    const keys = teamsOf(kind);
    if (keys.length === 1) return [{ key: kind, name: { en, ko } }];
    return keys.map((key, i) => {
      const sign = letter(i).toUpperCase();
      return { key, name: { en: `${en} ${sign}`, ko: `${ko} ${sign}팀` } };
    });
  });
}

/** What the loader names before the touches arrive. */
export const sampleDimensions: {
  readonly channels: readonly NamedKey[];
  readonly segments: readonly SampleSegment[];
  readonly teams: readonly NamedKey[];
} = { channels: CHANNELS, segments: SEGMENTS, teams: teamNames() };
