/** What differs between two definitions, in sentences. */
import type { Translate } from "#components/charts/words.ts";
import { formatCount, formatNumber, type Locale } from "#components/format.ts";
import type { Scale } from "#domain/journey.ts";
import type { JourneyChange } from "#domain/journey-changes.ts";

export interface ChangeWords {
  /** Of the namespace `designer`. */
  readonly t: Translate;
  /** Of the namespace `charts`, for the names of the stages. */
  readonly charts: Translate;
  readonly locale: Locale;
  readonly channel: (key: string) => string;
}

/** One change as a sentence. */
export function changeText(change: JourneyChange, words: ChangeWords): string {
  const { t, charts, locale } = words;
  const moment = "moment" in change ? change.moment.name[locale] : "";
  const say = (key: string, from: string, to: string) => t(`changes.${key}`, { moment, from, to });
  switch (change.kind) {
    case "journey-name":
    case "name":
      return say(change.kind, `${change.from.en} · ${change.from.ko}`, `${change.to.en} · ${change.to.ko}`);
    case "window":
      return say("window", windowText(change.from, words), windowText(change.to, words));
    case "mode":
      return say("mode", t(`modes.${change.from}`), t(`modes.${change.to}`));
    case "added":
    case "archived":
    case "restored":
      return t(`changes.${change.kind}`, { moment });
    case "moved":
      return say("moved", formatCount(change.from, locale), formatCount(change.to, locale));
    case "role":
      return say("role", t(`roles.${change.from}`), t(`roles.${change.to}`));
    case "standardFrom":
    case "plusFrom":
      return say(change.kind, ratingText(change.from, locale), ratingText(change.to, locale));
    case "scale":
      return say("scale", scaleText(change.from, words), scaleText(change.to, words));
    case "stage":
      return say("stage", charts(`stage.${change.from}`), charts(`stage.${change.to}`));
    case "channels":
      return say("channels", channelsText(change.from, words), channelsText(change.to, words));
    case "seconds":
      return say("seconds", secondsText(change.from, words), secondsText(change.to, words));
    case "recommend":
      return t(change.to ? "changes.recommendOn" : "changes.recommendOff", { moment });
  }
}

/** A rating as people say it: 4, 0.5. */
export function ratingText(rating: number, locale: Locale): string {
  return formatNumber(rating, locale, Number.isInteger(rating) ? 0 : 1);
}

export function scaleText(scale: Scale, { t, locale }: Pick<ChangeWords, "t" | "locale">): string {
  const ends = `${ratingText(scale.min, locale)}–${ratingText(scale.max, locale)}`;
  const steps = scale.step === 1 ? ends : t("scale.inSteps", { ends, step: ratingText(scale.step, locale) });
  return scale.best === "low" ? t("scale.lowIsBest", { ends: steps }) : steps;
}

const HOUR_MS = 3_600_000;

function windowText(windowMs: number, { t }: ChangeWords): string {
  const hours = windowMs / HOUR_MS;
  return hours % 24 === 0 ? t("windowDays", { count: hours / 24 }) : t("windowHours", { count: hours });
}

function channelsText(keys: readonly string[], { t, channel }: ChangeWords): string {
  return keys.length === 0 ? t("anyChannel") : keys.map(channel).join(", ");
}

function secondsText(seconds: number | null, { t }: ChangeWords): string {
  return seconds === null ? t("secondsUnknown") : t("secondsOf", { count: seconds });
}
