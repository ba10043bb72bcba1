/** Words for tests: the real messages, and names made from keys where no choices are given. */
import { readFileSync } from "node:fs";
import { createTranslator } from "next-intl";
import type { Locale } from "#components/format.ts";
import { reasonKey } from "#components/format.ts";
import type { ChoicesDocument } from "#domain/documents.ts";
import { namesOf } from "../filters/chips.ts";
import type { Words } from "./words.ts";

function messagesOf(locale: Locale, namespace: string): Record<string, string> {
  const file = new URL(`../../messages/${locale}/${namespace}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

/** The words of one namespace. A missing message throws, so that a test sees it. */
export function testWords(namespace: string, locale: Locale = "en", choices?: ChoicesDocument): Words {
  const onError = (error: Error) => {
    throw error;
  };
  const t = createTranslator({ locale, messages: messagesOf(locale, namespace), onError });
  const common = createTranslator({ locale, messages: messagesOf(locale, "common"), onError });
  return { t, locale, names: namesOf(choices, locale), reason: (reason) => common(reasonKey(reason)) };
}
