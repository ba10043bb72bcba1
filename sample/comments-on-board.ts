/** What customers say of the moments from the lounge to the seat. */
import type { CommentBank } from "./comment-bank.ts";

export const ON_BOARD: CommentBank = {
  "lounge-wait": {
    minus: {
      ko: [
        "앉을 자리가 없어서 바닥에 앉았어요.",
        "지연된다는 말만 하고 이유를 알려 주지 않았습니다.",
        "너무 시끄럽고 더웠어요.",
        "콘센트가 하나도 작동하지 않았습니다.",
      ],
      en: ["No seats left; we sat on the floor.", "Delayed, and nobody said why.", "Far too loud and too warm.", "Not one working socket."],
    },
    standard: {
      ko: ["사람이 많았지만 기다릴 만했어요.", "그냥 평범한 대기실이에요."],
      en: ["Crowded but bearable.", "A waiting room like any other."],
    },
    plus: {
      ko: ["조용하고 의자가 편했어요.", "출발 정보를 자주 알려 줘서 안심됐습니다.", "창가 자리에서 일하기 좋았어요."],
      en: ["Quiet, with comfortable chairs.", "Kept us informed every ten minutes.", "A good place to work by the window."],
    },
  },
  boarding: {
    minus: {
      ko: [
        "탑승 순서가 엉망이라 다들 밀고 들어갔어요.",
        "탑승권이 인식되지 않아 뒤에서 눈치를 봤습니다.",
        "줄을 세워 놓고 30분을 세워 뒀어요.",
        "안내 방송이 전혀 들리지 않았습니다.",
      ],
      en: [
        "No order at all; everybody pushed.",
        "My pass did not scan and I held up the line.",
        "Lined up, then left standing for half an hour.",
        "I could not understand one announcement.",
      ],
    },
    standard: { ko: ["줄은 길었지만 질서는 있었습니다."], en: ["Long line, but orderly."] },
    plus: {
      ko: ["순서대로 차분하게 탑승했어요.", "탑승이 10분 만에 끝났습니다.", "눈을 맞추고 인사해 주셔서 기분이 좋았어요."],
      en: ["Calm and in order.", "Everyone was on board in ten minutes.", "A real good morning at the gate."],
    },
  },
  "crew-welcome": {
    minus: {
      ko: [
        "인사를 했는데 아무도 받아 주지 않았어요.",
        "승무원들이 서로 이야기하느라 우리를 보지도 않더군요.",
        "피곤하고 짜증 난 표정이었습니다.",
        "처음부터 무시당하는 느낌이었어요.",
      ],
      en: [
        "I said hello and nobody answered.",
        "The crew talked among themselves as we came in.",
        "Tired faces, not a word of welcome.",
        "I felt like a nuisance from the first step.",
      ],
    },
    standard: { ko: ["평범한 인사였어요."], en: ["A routine hello."] },
    plus: {
      ko: ["밝은 인사 덕분에 피로가 풀렸어요.", "아이에게 먼저 말을 걸어 주셨습니다.", "탈 때부터 환영받는 느낌이었어요."],
      en: ["Such a warm welcome.", "They spoke to my daughter first.", "Felt at home from the door on."],
    },
  },
  "finding-seat": {
    minus: {
      ko: [
        "제 자리에 다른 사람이 앉아 있었는데 도와주지 않았어요.",
        "좌석 번호가 어두워서 보이지 않았습니다.",
        "통로가 막혀 10분을 서 있었어요.",
        "물어봐도 손가락으로 가리키기만 했습니다.",
      ],
      en: [
        "Someone sat in my seat and no one helped.",
        "Row numbers cannot be read in that light.",
        "Ten minutes standing in a blocked aisle.",
        "I asked, and got a finger pointing somewhere.",
      ],
    },
    standard: { ko: ["통로가 좁지만 찾기는 쉬웠어요."], en: ["Narrow aisle, easy enough."] },
    plus: {
      ko: ["자리까지 안내해 주셔서 편했어요.", "번호가 크게 보여 금방 찾았습니다.", "혼자 타신 어머니를 자리까지 모셔다 주셨어요."],
      en: ["Shown right to my seat.", "Large numbers, found it at once.", "They walked my mother to her row."],
    },
  },
  "bag-space": {
    minus: {
      ko: [
        "선반이 꽉 차서 다섯 줄 뒤에 가방을 넣었어요.",
        "유모차를 어디에 둘지 아무도 몰랐습니다.",
        "가방을 억지로 밀어 넣다가 망가졌어요.",
        "도와 달라고 했는데 그냥 지나갔습니다.",
      ],
      en: [
        "Bins full; my bag ended up five rows back.",
        "Nobody knew where the pushchair should go.",
        "My case was forced in and the handle broke.",
        "I asked for help and the crew walked past.",
      ],
    },
    standard: {
      ko: ["조금 좁지만 들어가긴 했어요.", "가족 짐을 나눠 넣어야 했습니다."],
      en: ["Tight, but it fitted.", "We had to spread our bags over three bins."],
    },
    plus: {
      ko: ["승무원이 가방을 올려 주셨어요.", "선반이 넓어서 여유가 있었습니다.", "빈자리를 바로 찾아 주셨어요."],
      en: ["They lifted my bag up for me.", "Plenty of room overhead.", "Found a free spot at once."],
    },
  },
  "being-seated": {
    minus: {
      ko: [
        "좌석이 끈적거리고 안전벨트가 꼬여 있었어요.",
        "등받이가 고장 났는데 바꿔 주지 않았습니다.",
        "아이와 떨어져 앉게 됐어요.",
        "앉아서 40분을 아무 말 없이 기다렸습니다.",
      ],
      en: [
        "The seat was sticky and the belt twisted.",
        "Broken backrest, and no other seat offered.",
        "They seated us apart from our child.",
        "Forty minutes seated without a word.",
      ],
    },
    standard: { ko: ["좁지만 견딜 만했어요."], en: ["Narrow, but bearable."] },
    plus: {
      ko: ["자리가 깨끗하고 편했어요.", "담요를 먼저 챙겨 주셨습니다.", "옆자리를 비워 주셔서 잘 쉬었어요."],
      en: ["Clean seat, good legroom.", "Offered a blanket before take-off.", "They moved me to a row of my own: thank you."],
    },
  },
};
