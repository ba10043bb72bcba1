"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { INPUT_CLASS } from "./field.tsx";
import { Popover } from "./popover.tsx";

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** A word beside the label, as "priority". */
  readonly mark?: ReactNode;
}

export interface MultiSelectProps {
  readonly label: string;
  /** null: not known yet; the control waits, nothing else does. */
  readonly choices: readonly Choice[] | null;
  readonly selected: readonly string[];
  readonly onChange: (selected: string[]) => void;
}

/** From how many choices on there is a search box. */
const SEARCH_FROM = 8;

/** The choices whose label or value holds the text, whatever the case. */
export function matchingChoices(choices: readonly Choice[], text: string): readonly Choice[] {
  const wanted = text.trim().toLocaleLowerCase();
  if (wanted === "") return choices;
  return choices.filter((choice) => `${choice.label}\n${choice.value}`.toLocaleLowerCase().includes(wanted));
}

/** Many of many: a searchable list of check boxes in a popover. None chosen = no restriction. */
export function MultiSelect({ label, choices, selected, onChange }: MultiSelectProps) {
  const t = useTranslations("common");
  const [text, setText] = useState("");
  const searchId = useId();
  const shown = matchingChoices(choices ?? [], text);

  const toggle = (value: string): void => {
    const without = selected.filter((each) => each !== value);
    onChange(without.length === selected.length ? [...selected, value] : without);
  };

  return (
    <Popover
      label={label}
      onOpenChange={() => setText("")}
      flush
      className="w-72"
      trigger={
        <Button className={classNames(selected.length > 0 && "border-accent bg-accent-soft text-accent")}>
          {label}
          {selected.length > 0 ? <span className="numeric font-semibold">{selected.length}</span> : null}
          <ChevronDown aria-hidden="true" className="size-4" />
        </Button>
      }
    >
      {choices !== null && choices.length >= SEARCH_FROM ? (
        <div className="border-b border-line p-2">
          <label htmlFor={searchId} className="sr-only">
            {t("search")}
          </label>
          <input
            id={searchId}
            type="search"
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={t("search")}
            className={classNames(INPUT_CLASS, "min-h-9")}
          />
        </div>
      ) : null}
      <fieldset className="max-h-72 overflow-y-auto p-1.5">
        <legend className="sr-only">{label}</legend>
        {choices === null ? <p className="px-2 py-1.5 text-ink-soft">{t("loading")}</p> : null}
        {choices !== null && shown.length === 0 ? <p className="px-2 py-1.5 text-ink-soft">{t("nothingFound")}</p> : null}
        {shown.map((choice) => (
          <label key={choice.value} className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control px-2 py-1.5 hover:bg-hover">
            <input
              type="checkbox"
              checked={selected.includes(choice.value)}
              onChange={() => toggle(choice.value)}
              className="size-4 shrink-0"
            />
            <span className="min-w-0 flex-1">{choice.label}</span>
            {choice.mark}
          </label>
        ))}
      </fieldset>
      {selected.length > 0 ? (
        <div className="border-t border-line p-1.5">
          <Button variant="quiet" onClick={() => onChange([])}>
            {t("clear")}
          </Button>
        </div>
      ) : null}
    </Popover>
  );
}
