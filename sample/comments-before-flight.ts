/** What customers say of the moments up to the departure hall. */
import type { CommentBank } from "./comment-bank.ts";

export const BEFORE_FLIGHT: CommentBank = {
  "information-call": {
    minus: {
      ko: [
        "20분 넘게 기다려서 겨우 연결됐어요.",
        "상담원마다 말이 달라서 헷갈렸습니다.",
        "자동응답 메뉴만 계속 돌다가 끊겼어요.",
        "수하물 규정을 물었는데 홈페이지를 보라고만 하네요.",
      ],
      en: [
        "I waited more than twenty minutes to get through.",
        "Two agents gave me two different answers.",
        "The voice menu went in circles and then the line dropped.",
        "I asked about baggage and was told to read the website.",
      ],
    },
    standard: {
      ko: ["조금 기다렸지만 필요한 답은 들었습니다.", "설명이 길어서 다시 물어봐야 했어요."],
      en: ["Some waiting, but I got my answer.", "The explanation was long; I had to ask twice."],
    },
    plus: {
      ko: ["금방 연결되고 설명이 명확했어요.", "묻지 않은 것까지 미리 챙겨 주셔서 감사했습니다.", "친절하게 끝까지 들어 주셨어요."],
      en: [
        "Through in a minute, and a clear answer.",
        "They told me about the seat change before I even asked.",
        "Patient and friendly until everything was settled.",
      ],
    },
  },
  booking: {
    minus: {
      ko: [
        "결제 직전에 요금이 바뀌었어요.",
        "좌석 선택 화면이 자꾸 처음으로 돌아갑니다.",
        "환불 조건이 너무 작게 적혀 있어요.",
        "예약 확인 메일이 다음 날에야 왔습니다.",
      ],
      en: [
        "The fare changed just before I paid.",
        "Seat selection kept sending me back to the start.",
        "The refund conditions are hidden in small print.",
        "The confirmation only arrived the next day.",
      ],
    },
    standard: {
      ko: ["예약은 됐지만 단계가 많아요.", "보통입니다. 다른 항공사와 비슷해요."],
      en: ["It works, but there are too many steps.", "About the same as any other airline."],
    },
    plus: {
      ko: ["3분 만에 예약 끝! 아주 편했어요.", "요금 비교가 한눈에 보여서 좋았습니다.", "지난번 정보가 저장돼 있어서 빨랐어요."],
      en: ["Booked in three minutes.", "All fares at a glance, no surprises at the end.", "It remembered my details, so it was quick."],
    },
  },
  "airport-counter": {
    minus: {
      ko: [
        "카운터 위치 안내가 없어서 한참 헤맸어요.",
        "도착했는데 열린 창구가 두 개뿐이었습니다.",
        "어느 줄에 서야 하는지 아무도 알려주지 않았어요.",
        "짐 카트가 하나도 없었습니다.",
      ],
      en: [
        "No signs to the counter; I walked the whole hall.",
        "Only two desks were open when I arrived.",
        "Nobody could say which line was mine.",
        "Not one luggage trolley to be found.",
      ],
    },
    standard: { ko: ["찾는 데 조금 걸렸지만 괜찮았어요."], en: ["Took a moment to find, otherwise fine."] },
    plus: {
      ko: ["입구에서 바로 안내해 주셔서 편했어요.", "표지판이 잘 되어 있어 금방 찾았습니다.", "도착하자마자 직원이 먼저 인사해 주셨어요."],
      en: ["Someone showed me the way at the door.", "Well signposted, found it at once.", "Greeted before I had put my bag down."],
    },
  },
  "waiting-line": {
    minus: {
      ko: [
        "줄이 전혀 줄지 않아요. 40분 기다렸습니다.",
        "창구가 비어 있는데 부르지를 않네요.",
        "새치기하는 사람을 아무도 막지 않았어요.",
        "아이 데리고 서 있기가 너무 힘들었습니다.",
      ],
      en: [
        "Forty minutes and the line hardly moved.",
        "Free desks, but nobody called the next passenger.",
        "People jumped the queue and staff looked away.",
        "Standing that long with a child is too much.",
      ],
    },
    standard: {
      ko: ["예상한 만큼 기다렸어요.", "길지는 않지만 안내가 있으면 좋겠어요."],
      en: ["About the wait I expected.", "Not long, but a sign with the time left would help."],
    },
    plus: {
      ko: [
        "생각보다 줄이 금방 줄었어요.",
        "대기 시간을 화면에 보여 줘서 답답하지 않았습니다.",
        "직원이 나와서 미리 서류를 확인해 주셨어요.",
      ],
      en: [
        "The line moved faster than I thought.",
        "The screen with the waiting time made it easy.",
        "Someone checked our papers while we waited.",
      ],
    },
  },
  "ticket-agent": {
    minus: {
      ko: [
        "눈도 안 마주치고 여권만 달라고 하더군요.",
        "무게 초과라고 사람들 앞에서 면박을 줬어요.",
        "옆 직원과 이야기하느라 제 말을 듣지 않았습니다.",
        "자리를 바꿔 달라니 안 된다고만 했어요.",
      ],
      en: [
        "No eye contact, just a hand out for the passport.",
        "Scolded for two kilos too many in front of everyone.",
        "The agent chatted with a colleague instead of listening.",
        "Asked for another seat, got a flat no.",
      ],
    },
    standard: { ko: ["필요한 일만 처리해 주셨습니다."], en: ["Correct, nothing more."] },
    plus: {
      ko: [
        "이름을 불러 주며 반갑게 맞아 주셨어요.",
        "연결편까지 꼼꼼히 확인해 주셔서 안심됐습니다.",
        "말 안 해도 통로 좌석으로 잡아 주셨어요.",
      ],
      en: [
        "Greeted me by name and with a smile.",
        "Checked my connection without being asked.",
        "Found us seats together on a full flight.",
      ],
    },
  },
  "boarding-pass": {
    minus: {
      ko: [
        "카드가 두 번 결제돼서 취소하느라 시간을 다 썼어요.",
        "모바일 탑승권이 열리지 않았습니다.",
        "기계에서 탑승권이 반만 나왔어요.",
        "추가 요금 설명이 없었습니다.",
      ],
      en: [
        "Charged twice, and it took ages to undo.",
        "The mobile pass would not open.",
        "The machine printed half a boarding pass.",
        "A fee was added and nobody explained it.",
      ],
    },
    standard: { ko: ["무난하게 받았습니다."], en: ["Got it without trouble."] },
    plus: {
      ko: ["앱에서 바로 탑승권을 받아 편했어요.", "결제가 한 번에 끝났습니다.", "탑승권에 게이트와 시간이 크게 적혀 있어 좋아요."],
      en: ["Pass on my phone in seconds.", "One tap and it was paid.", "Gate and time printed large: thank you."],
    },
  },
  "finding-gate": {
    minus: {
      ko: [
        "게이트가 바뀌었는데 방송을 못 들었어요.",
        "표지판이 중간에 끊겨서 반대편까지 갔다 왔습니다.",
        "15분을 걸었는데 안내가 하나도 없었어요.",
        "앱 지도가 다른 층을 가리켰습니다.",
      ],
      en: [
        "The gate changed and I heard nothing.",
        "The signs stop halfway; I went to the wrong end.",
        "Fifteen minutes of walking without a single sign.",
        "The app's map pointed to another floor.",
      ],
    },
    standard: { ko: ["멀지만 찾을 수는 있었어요."], en: ["Far away, but findable."] },
    plus: {
      ko: ["앱이 게이트까지 길을 알려 줘서 쉬웠어요.", "표지판만 따라가니 바로 나왔습니다.", "변경 알림이 바로 와서 다행이었어요."],
      en: ["The app led me straight to the gate.", "Just follow the signs: well done.", "Got a message about the gate change in time."],
    },
  },
  "security-check": {
    minus: {
      ko: [
        "검색대가 하나만 열려 있어 비행기를 놓칠 뻔했어요.",
        "가방을 세 번이나 다시 열게 했는데 이유를 말해 주지 않았습니다.",
        "소리 지르면서 재촉해서 불쾌했어요.",
        "신발까지 벗으라고 하는데 앉을 곳도 없더군요.",
        "줄이 너무 길어서 결국 여행을 포기할 뻔했습니다.",
      ],
      en: [
        "One lane open for three flights; I nearly missed mine.",
        "My bag was opened three times and nobody said why.",
        "Shouted at to hurry up. I felt like a suspect.",
        "Shoes off, and nowhere to sit.",
        "The queue was so long that people gave up.",
      ],
    },
    standard: {
      ko: ["오래 걸렸지만 필요한 절차라 이해해요.", "보통이었습니다. 조금만 더 빨랐으면 합니다."],
      en: ["Slow, but I understand it has to be.", "Fine, could be faster."],
    },
    plus: {
      ko: [
        "빠르고 정중했어요. 덕분에 여유롭게 갔습니다.",
        "아이에게 웃으며 설명해 주셔서 고마웠어요.",
        "노트북을 꺼내지 않아도 돼서 편했습니다.",
      ],
      en: ["Quick and polite.", "They explained it to my son with a smile.", "No need to unpack the laptop: great."],
    },
  },
};
