import { LOCALES, type Locale } from "#components/format.ts";

export const LOCALE_COOKIE = "verdad-locale";

export interface LocaleWishes {
  /** The signed-in user's setting. */
  readonly user: string | null;
  readonly cookie: string | null;
  /** The Accept-Language header. */
  readonly acceptLanguage: string | null;
  readonly organisation: string | null;
}

/** The first wish that the product can meet, in the order user, cookie, browser, organisation; English where there is none. */
export function chooseLocale(wishes: LocaleWishes): Locale {
  return known(wishes.user) ?? known(wishes.cookie) ?? fromAcceptLanguage(wishes.acceptLanguage) ?? known(wishes.organisation) ?? "en";
}

function known(text: string | null): Locale | null {
  return LOCALES.find((locale) => locale === text) ?? null;
}

/** The language of RFC 9110's list with the highest quality that the product speaks; equal quality: the earlier. */
function fromAcceptLanguage(header: string | null): Locale | null {
  const ranges = (header ?? "").split(",").map((part) => {
    const [range = "", ...parameters] = part.split(";").map((each) => each.trim().toLowerCase());
    const quality = parameters.find((each) => each.startsWith("q="));
    return { locale: known(range.split("-")[0] ?? ""), quality: quality ? Number(quality.slice(2)) : 1 };
  });
  const spoken = ranges.filter((range) => range.locale !== null && range.quality > 0);
  return spoken.sort((a, b) => b.quality - a.quality)[0]?.locale ?? null;
}
