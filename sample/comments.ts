/** A comment that fits a moment, its rating and what is going on there. */
import type { Zone } from "#domain/journey.ts";
import type { Chance } from "./chance.ts";
import type { CommentBank, Language, Phrases } from "./comment-bank.ts";
import { BEFORE_FLIGHT } from "./comments-before-flight.ts";
import { ON_BOARD } from "./comments-on-board.ts";
import type { PlantedDays, Situation } from "./quality.ts";

const BANK: CommentBank = { ...BEFORE_FLIGHT, ...ON_BOARD };

/** Said after the first sentence, now and then. */
const AFTERTHOUGHTS: Readonly<Record<Zone, Phrases>> = {
  minus: {
    ko: [
      "개선이 필요합니다.",
      "다음에는 다른 항공사를 알아볼 것 같아요.",
      "사과 한마디 없었어요.",
      "처음이 아니라서 더 실망했습니다.",
      "이 부분만 빼면 괜찮았어요.",
    ],
    en: [
      "Please fix this.",
      "Next time I will look elsewhere.",
      "Not one word of apology.",
      "And it was not the first time.",
      "A pity, the rest was fine.",
    ],
  },
  standard: { ko: ["특별한 건 없었어요.", "그래도 괜찮습니다."], en: ["Nothing special.", "Good enough."] },
  plus: {
    ko: ["감사합니다.", "다음에도 이용할게요.", "덕분에 여행이 즐거웠어요.", "계속 이렇게 해 주세요.", "주변에도 추천하려고요."],
    en: ["Thank you.", "Will fly with you again.", "A good start to the trip.", "Keep it up.", "I will tell my friends."],
  },
};

const NO_FAST_TRACK: Phrases = {
  ko: [
    "출장 고객 전용 줄이 없어져서 회의에 늦을 뻔했어요.",
    "우수 회원인데 똑같이 한 줄에 서라고 하네요.",
    "전용 수속이 사라진 뒤로 매번 오래 기다립니다.",
  ],
  en: [
    "The business line is gone and I nearly missed my meeting.",
    "Years of loyalty, and now I stand in the same line.",
    "Since the fast track was closed I wait every time.",
  ],
};
const ONE_LINE: Phrases = {
  ko: [
    "한 줄 서기로 바뀌고 나서 훨씬 빨라졌어요.",
    "이제 어느 줄이 빠른지 고민할 필요가 없네요.",
    "빈 창구로 바로 안내해 줘서 좋았습니다.",
  ],
  en: [
    "One line for all: so much faster than before.",
    "No more guessing which line is quicker.",
    "Sent to the next free desk straight away.",
  ],
};
const BY_GROUP: Phrases = {
  ko: ["그룹별 탑승으로 바뀌고 나서 정말 편해졌어요.", "부르는 순서대로 타니 밀치는 사람이 없네요."],
  en: ["Boarding by group works so much better.", "Called row by row, no pushing any more."],
};
const MORE_SEATS: Phrases = {
  ko: ["의자가 늘어서 앉아서 기다릴 수 있었어요.", "새 안내 직원이 계셔서 물어보기 편했습니다."],
  en: ["More chairs at last, everyone could sit.", "The new lounge host answered all our questions."],
};
const LET_DOWN: Phrases = {
  ko: ["이번 편은 타는 순간부터 내릴 때까지 엉망이었어요.", "승무원들이 처음부터 끝까지 무관심했습니다."],
  en: ["This crew let us down from the door to the seat.", "Everything on this flight went wrong, one thing after another."],
};

/** One or two sentences in a language. */
export function pickComment(at: Situation, zone: Zone, language: Language, planted: PlantedDays, chance: Chance): string {
  const story = storyOf(at, zone, planted);
  const phrases = story !== null && chance.happens(0.45) ? story : (BANK[at.moment]?.[zone] ?? AFTERTHOUGHTS[zone]);
  const first = chance.oneOf(phrases[language]);
  return chance.happens(0.3) ? `${first} ${chance.oneOf(AFTERTHOUGHTS[zone][language])}` : first;
}

function storyOf(at: Situation, zone: Zone, planted: PlantedDays): Phrases | null {
  if (zone === "minus" && at.letDown && at.team.startsWith("cabin")) return LET_DOWN;
  if (at.moment === "waiting-line" && at.day >= planted.quarterFrom) {
    if (at.segment === "business") return zone === "minus" ? NO_FAST_TRACK : null;
    return zone === "plus" ? ONE_LINE : null;
  }
  if (zone !== "plus") return null;
  if (at.moment === "boarding" && at.day >= planted.heldFrom) return BY_GROUP;
  return at.moment === "lounge-wait" && at.day >= planted.slipFrom && at.day <= planted.slipTo ? MORE_SEATS : null;
}
