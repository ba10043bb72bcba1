/** What customers of the sample tick beside a rating, and what their comments say of it: the lines of five moments' charts. */
import type { FactorPlace } from "#domain/factor.ts";
import { type LocalName, type Zone, zoneOf } from "#domain/journey.ts";
import type { ChartFile, JourneyFile } from "#domain/journey-file.ts";
import type { Chance } from "./chance.ts";
import type { MomentKey } from "./moments.ts";

interface SampleFactor {
  readonly key: string;
  readonly place: FactorPlace;
  readonly text: LocalName;
  /** Share of the ratings of each zone that tick it; those of a moment add up to less than 1. */
  readonly ticked: Readonly<Record<Zone, number>>;
  /** A comment that holds one of these speaks of it. */
  readonly said: readonly string[];
}

/** The factor that stands as a standard and behaves like a minus: truths.ts names it. */
export const LANES_OPEN = "lanes-open";
export const FRIENDLY_STAFF = "friendly-staff";

const CHARTS: Partial<Readonly<Record<MomentKey, readonly SampleFactor[]>>> = {
  "security-check": [
    line(FRIENDLY_STAFF, "plus", "Staff explain and stay friendly", "웃으며 차근차근 설명한다", [0.005, 0.012, 0.1], "explained", "웃으며"),
    line("few-minutes", "plus", "Through in a few minutes", "몇 분 만에 통과한다", [0, 0.012, 0.08], "Quick and polite", "빠르고 정중"),
    line("laptop-stays", "plus", "The laptop stays in the bag", "노트북을 꺼내지 않아도 된다", [0.002, 0.012, 0.03], "laptop", "노트북"),
    line(
      LANES_OPEN,
      "standard",
      "Enough lanes are open",
      "검색대가 충분히 열려 있다",
      [0.12, 0.015, 0.004],
      "lane open",
      "하나만",
      "줄이 너무 길",
      "queue was",
    ),
    line("polite-words", "standard", "Spoken to politely", "정중하게 말한다", [0.011, 0.011, 0.011]),
    line("clear-rules", "standard", "It is clear what to take out", "무엇을 꺼낼지 분명하다", [0.008, 0.008, 0.008]),
    line(
      "unexplained-search",
      "minus",
      "The bag is opened and nobody says why",
      "이유를 말하지 않고 가방을 연다",
      [0.07, 0.01, 0.002],
      "opened three",
      "세 번이나",
    ),
    line("hurried", "minus", "Shouted at to hurry", "소리 지르며 재촉한다", [0.06, 0.006, 0.001], "Shouted", "소리 지르"),
    line(
      "shoes-off",
      "minus",
      "Shoes off, and nowhere to sit",
      "신발을 벗는데 앉을 곳이 없다",
      [0.02, 0.01, 0.004],
      "Shoes off",
      "신발까지",
    ),
    line("dirty-trays", "unplaced", "The trays are dirty", "바구니가 더럽다", [0.015, 0.006, 0.002]),
    line("shows-waiting", "unplaced", "A screen shows the waiting time", "화면에 대기 시간이 나온다", [0.002, 0.006, 0.02]),
  ],
  "waiting-line": [
    line("time-shown", "plus", "The waiting time is shown", "대기 시간을 보여 준다", [0.002, 0.015, 0.05], "waiting time", "대기 시간"),
    line(
      "papers-checked",
      "plus",
      "Papers are checked while one waits",
      "기다리는 동안 서류를 확인해 준다",
      [0.001, 0.008, 0.04],
      "checked our papers",
      "서류를 확인",
    ),
    line("one-line", "standard", "One line for all desks", "창구는 여럿, 줄은 하나", [0.012, 0.012, 0.012]),
    line("line-signs", "standard", "Signs say which line is which", "어느 줄인지 표지가 있다", [0.01, 0.01, 0.01]),
    line("line-stands", "minus", "The line hardly moves", "줄이 줄지 않는다", [0.09, 0.01, 0.001], "hardly moved", "줄지 않"),
    line(
      "empty-desks",
      "minus",
      "Free desks that call nobody",
      "빈 창구가 부르지 않는다",
      [0.06, 0.006, 0.001],
      "Free desks",
      "창구가 비어",
    ),
    line(
      "queue-jumpers",
      "minus",
      "Nobody stops those who jump the queue",
      "새치기를 막지 않는다",
      [0.04, 0.005, 0.002],
      "jumped",
      "새치기",
    ),
  ],
  "lounge-wait": [
    line(
      "kept-informed",
      "plus",
      "Kept informed without asking",
      "묻지 않아도 소식을 알려 준다",
      [0.002, 0.01, 0.05],
      "Kept us informed",
      "출발 정보",
    ),
    line("quiet", "plus", "Quiet enough to work", "일할 만큼 조용하다", [0.003, 0.012, 0.05], "Quiet", "조용"),
    line("seat-free", "standard", "A seat for everyone", "모두 앉을 자리가 있다", [0.012, 0.012, 0.012]),
    line(
      "delay-unexplained",
      "minus",
      "Delayed, and no reason given",
      "지연 이유를 알려 주지 않는다",
      [0.09, 0.008, 0.001],
      "nobody said why",
      "이유를 알려",
    ),
    line("dead-sockets", "minus", "Sockets that do not work", "콘센트가 작동하지 않는다", [0.05, 0.012, 0.004], "socket", "콘센트"),
  ],
  boarding: [
    line("greeted", "plus", "Greeted at the gate", "눈을 맞추고 인사한다", [0.003, 0.012, 0.06], "good morning", "인사해"),
    line("ten-minutes", "plus", "On board in ten minutes", "10분 만에 탑승한다", [0.001, 0.01, 0.04], "ten minutes", "10분 만에"),
    line("own-group", "standard", "Called group by group", "그룹별로 부른다", [0.012, 0.012, 0.012]),
    line("understood", "standard", "Announcements can be understood", "안내 방송이 들린다", [0.009, 0.009, 0.009]),
    line("pushing", "minus", "No order, everybody pushes", "순서 없이 밀고 들어간다", [0.1, 0.008, 0.001], "pushed", "밀고"),
    line(
      "left-standing",
      "minus",
      "Lined up and left standing",
      "줄 세워 놓고 기다리게 한다",
      [0.05, 0.01, 0.002],
      "left standing",
      "30분을",
    ),
  ],
  "bag-space": [
    line("lifted", "plus", "The crew lifts the bag", "승무원이 가방을 올려 준다", [0.002, 0.01, 0.06], "lifted", "올려 주"),
    line("near-seat", "standard", "Room near the own seat", "내 자리 가까이에 넣을 곳이 있다", [0.012, 0.012, 0.012]),
    line("bins-full", "minus", "The bins are full", "선반이 꽉 찬다", [0.09, 0.015, 0.002], "Bins full", "선반이 꽉"),
    line("no-help", "minus", "Asked for help in vain", "도와 달라 해도 지나친다", [0.06, 0.006, 0.001], "asked for help", "도와 달라"),
  ],
};

function line(
  key: string,
  place: FactorPlace,
  en: string,
  ko: string,
  ticked: readonly [number, number, number],
  ...said: string[]
): SampleFactor {
  return { key, place, text: { en, ko }, ticked: { minus: ticked[0], standard: ticked[1], plus: ticked[2] }, said };
}

/** The journey with the sample's charts. */
export function withCharts(file: JourneyFile): JourneyFile {
  return { ...file, moments: file.moments.map((moment) => ({ ...moment, factors: chartOf(moment.key) ?? moment.factors })) };
}

function chartOf(moment: string): ChartFile | null {
  const factors = Object.entries(CHARTS).find(([key]) => key === moment)?.[1];
  if (factors === undefined) return null;
  const linesOf = (place: FactorPlace) => factors.filter((factor) => factor.place === place).map(({ key, text }) => ({ key, ...text }));
  return { plus: linesOf("plus"), standard: linesOf("standard"), minus: linesOf("minus"), unplaced: linesOf("unplaced") };
}

const NONE: readonly string[] = [];
/** The sample's scale, 1–5, as answers from 0. */
const SCALE = { scale: { min: 0, max: 4, step: 1, best: "high" }, standardFrom: 2, plusFrom: 3 } as const;

/** What a rated touch mentions: what its comment says, else one thing that is ticked, else nothing. */
export function mentionsAt(
  { moment, answer, comment }: { readonly moment: MomentKey; readonly answer: number | null; readonly comment: string | null },
  chance: Chance,
): readonly string[] {
  const factors = CHARTS[moment];
  if (factors === undefined || answer === null) return NONE;
  if (comment !== null) return factors.filter(({ said }) => said.some((words) => comment.includes(words))).map(({ key }) => key);
  const zone = zoneOf(SCALE, answer);
  let left = chance.share();
  for (const { key, ticked } of factors) {
    left -= ticked[zone];
    if (left < 0) return [key];
  }
  return NONE;
}
