import { expect, test } from "vitest";
import { chooseLocale } from "./choose-locale.ts";

const none = { user: null, cookie: null, acceptLanguage: null, organisation: null };

test("the order is user, cookie, browser, organisation, English", () => {
  expect(chooseLocale({ user: "ko", cookie: "en", acceptLanguage: "en", organisation: "en" })).toBe("ko");
  expect(chooseLocale({ ...none, cookie: "ko", acceptLanguage: "en" })).toBe("ko");
  expect(chooseLocale({ ...none, acceptLanguage: "ko-KR,ko;q=0.9,en;q=0.8", organisation: "en" })).toBe("ko");
  expect(chooseLocale({ ...none, organisation: "ko" })).toBe("ko");
  expect(chooseLocale(none)).toBe("en");
});

test("a language that is not spoken is passed over", () => {
  expect(chooseLocale({ ...none, user: "fr", cookie: "ko" })).toBe("ko");
  expect(chooseLocale({ ...none, acceptLanguage: "fr-FR,de;q=0.9,ko;q=0.4,en;q=0.3" })).toBe("ko");
  expect(chooseLocale({ ...none, acceptLanguage: "fr, *;q=0.1", organisation: "ko" })).toBe("ko");
});

test("quality decides before the place in the list, and q=0 means never", () => {
  expect(chooseLocale({ ...none, acceptLanguage: "en;q=0.2, ko;q=0.7" })).toBe("ko");
  expect(chooseLocale({ ...none, acceptLanguage: "ko;q=0, en;q=0.1" })).toBe("en");
});
