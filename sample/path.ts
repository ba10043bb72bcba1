/** One customer's way to the seat: which moments are met, when, through which channel. What it is like is decided in touch.ts. */
import { weekday } from "#domain/days.ts";
import type { Chance } from "./chance.ts";
import type { ChannelKey, SegmentKey } from "./dimensions.ts";
import type { MomentKey } from "./moments.ts";

export interface Stop {
  readonly moment: MomentKey;
  readonly day: number;
  /** Since the local day began; always before 23:00, so that the day is the same one where clocks change. */
  readonly second: number;
  readonly channel: ChannelKey;
}

const HABITS: Readonly<Record<SegmentKey, readonly (readonly [ChannelKey, number])[]>> = {
  business: [
    ["app", 0.64],
    ["airport", 0.16],
    ["phone", 0.2],
  ],
  leisure: [
    ["app", 0.6],
    ["airport", 0.18],
    ["phone", 0.22],
  ],
  family: [
    ["app", 0.6],
    ["airport", 0.18],
    ["phone", 0.22],
  ],
};

/** Monday first: how readily a day is flown on. */
const BUSINESS_WEEK = [1, 0.9, 0.85, 0.95, 0.9, 0.2, 0.5];
const HOLIDAY_WEEK = [0.7, 0.5, 0.5, 0.7, 1, 1, 0.95];

/** Longest wait between booking and flight in days: shorter than the journey's window, so that nobody who waits counts as gone. */
const LONGEST_WAIT = 18;
const MINUTE = 60;
const HOUR = 3600;

/** The stops of a visit that starts on a day, in the order of time. */
export function planPath(startDay: number, segment: SegmentKey, chance: Chance): Stop[] {
  const habit = chance.weighted(HABITS[segment]);
  const stops: Stop[] = [];
  let day = startDay;
  let second = habit === "app" ? chance.whole(8 * HOUR, 21 * HOUR) : chance.whole(9 * HOUR, 17 * HOUR);

  if (chance.happens(habit === "phone" ? 0.48 : 0.13)) {
    const channel = habit === "app" && chance.happens(0.45) ? "app" : "phone";
    stops.push({ moment: "information-call", day, second, channel });
    if (chance.happens(0.01)) stops.push({ moment: "information-call", day, second: second + chance.whole(10, 40) * MINUTE, channel });
    if (chance.happens(0.6)) second += chance.whole(45, 80) * MINUTE;
    else day += chance.whole(1, 2);
  }
  const booked = chance.happens(0.96) || stops.length > 0;
  if (booked) {
    stops.push({ moment: "booking", day, second, channel: habit });
    if (chance.happens(0.006)) stops.push({ moment: "booking", day, second: second + chance.whole(3, 30) * MINUTE, channel: habit });
  }
  const bookedDay = day;
  if (booked) day = flightDay(day, segment, chance);
  stops.push(...planDayOfTravel(day, bookedDay, second, habit, segment, chance));
  return stops;
}

function flightDay(bookedDay: number, segment: SegmentKey, chance: Chance): number {
  const business = segment === "business";
  const week = business ? BUSINESS_WEEK : HOLIDAY_WEEK;
  let day = bookedDay + 1;
  for (let attempt = 0; attempt < 4; attempt++) {
    day = bookedDay + (business ? chance.geometric(4, LONGEST_WAIT) : 1 + chance.geometric(8, LONGEST_WAIT - 1));
    if (chance.happens(week[weekday(day) - 1] ?? 1)) break;
  }
  return day;
}

function planDayOfTravel(
  day: number,
  bookedDay: number,
  bookedSecond: number,
  habit: ChannelKey,
  segment: SegmentKey,
  chance: Chance,
): Stop[] {
  const departure = departureSecond(segment, chance);
  // Some come early, some late: every lead time before departure is stretched alike.
  const stretch = segment === "business" ? chance.between(0.75, 1.05) : chance.between(0.9, 1.3);
  const stops: Stop[] = [];
  const at = (moment: MomentKey, minutesBefore: number, channel: ChannelKey): void => {
    const second = Math.round(departure - (minutesBefore * stretch + chance.between(-1, 1)) * MINUTE);
    stops.push({ moment, day, second, channel });
  };

  const online = habit === "app" && day > bookedDay && chance.happens(0.55);
  if (online) {
    const evening = Math.max(chance.whole(12 * HOUR, 22 * HOUR), day - 1 === bookedDay ? bookedSecond + 30 * MINUTE : 0);
    stops.push({ moment: "boarding-pass", day: day - 1, second: Math.min(evening, 23 * HOUR - 1), channel: "app" });
  }
  if (!online || chance.happens(0.1)) {
    at("airport-counter", 126, "airport");
    if (chance.happens(segment === "business" ? 0.84 : 0.9)) at("waiting-line", 121, "airport");
    if (chance.happens(0.94)) at("ticket-agent", 106, "airport");
    if (!online && chance.happens(0.95)) at("boarding-pass", 100, "airport");
  }
  if (chance.happens(0.9)) at("finding-gate", 88, habit === "app" && chance.happens(0.4) ? "app" : "airport");
  at("security-check", 72, "airport");
  if (chance.happens(0.008)) at("security-check", 66, "airport");
  if (chance.happens(0.88)) at("lounge-wait", 50, "airport");
  at("boarding", 32, habit === "app" && chance.happens(0.5) ? "app" : "airport");
  if (chance.happens(0.96)) at("crew-welcome", 28, "airport");
  if (chance.happens(0.95)) at("finding-seat", 24.5, "airport");
  if (chance.happens(0.78)) at("bag-space", 21, "airport");
  at("being-seated", 17, "airport");
  return stops;
}

/** Three waves of departures; business flyers take the early and the late one. The first leaves at 7, the last before 22. */
function departureSecond(segment: SegmentKey, chance: Chance): number {
  const wave = chance.weighted<"morning" | "noon" | "evening">(
    segment === "business"
      ? [
          ["morning", 0.48],
          ["noon", 0.14],
          ["evening", 0.38],
        ]
      : [
          ["morning", 0.38],
          ["noon", 0.34],
          ["evening", 0.28],
        ],
  );
  if (wave === "morning") return chance.whole(7 * 12, 11 * 12) * 5 * MINUTE;
  if (wave === "noon") return chance.whole(11 * 12, 15 * 12) * 5 * MINUTE;
  return chance.whole(16 * 12, 21 * 12 + 6) * 5 * MINUTE;
}
