"use client";

import { type SubmitEvent, useState } from "react";
import type { Words } from "#components/charts/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { LONGEST_FACTOR_TEXT } from "#domain/factor.ts";
import type { LocalName } from "#domain/journey.ts";
import { otherLocale } from "./prepare.ts";

export interface FactorFormProps {
  /** The line's words so far; null: a new line. */
  readonly names: LocalName | null;
  /** Names the form. */
  readonly label: string;
  readonly words: Words;
  readonly save: (text: LocalName) => void;
  readonly close: () => void;
}

/** The words of a line in both languages, the reader's own first; one that is left empty says what the other says. */
export function FactorForm({ names, label, words: { t, locale }, save, close }: FactorFormProps) {
  const [text, setText] = useState<LocalName>(names ?? { en: "", ko: "" });
  const [asked, setAsked] = useState(false);
  const empty = text.en.trim() === "" && text.ko.trim() === "";
  const languages = [locale, otherLocale(locale)];

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAsked(true);
    if (empty) return;
    const [en, ko] = [text.en.trim(), text.ko.trim()];
    save({ en: en || ko, ko: ko || en });
  }

  return (
    <form
      aria-label={label}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
      className="grid gap-2 rounded-control border border-accent bg-surface p-2.5"
    >
      {languages.map((language, i) => (
        <Field
          key={language}
          label={t(`form.${language}`)}
          lang={language}
          value={text[language]}
          maxLength={LONGEST_FACTOR_TEXT}
          autoFocus={i === 0}
          {...(i === 1 ? { hint: t("form.hint") } : {})}
          {...(i === 0 && asked && empty ? { error: t("form.empty") } : {})}
          onChange={(event) => setText({ ...text, [language]: event.target.value })}
        />
      ))}
      <div className="flex gap-2">
        <Button type="submit" variant="primary">
          {t("form.save")}
        </Button>
        <Button variant="quiet" onClick={close}>
          {t("form.cancel")}
        </Button>
      </div>
    </form>
  );
}
