"use client";

import { CalendarDays, Check, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useId, useState } from "react";
import { formatPeriod, type Locale } from "#components/format.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { INPUT_CLASS } from "#components/ui/field.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ChoicesDocument } from "#domain/documents.ts";
import type { Comparison, Filter } from "#domain/filter.ts";
import { describeFilter, type FilterWords } from "#domain/filter-sentence.ts";
import { namesOf, presetsFor, withPeriod } from "./chips.ts";

export interface PeriodControlProps {
  readonly choices: ChoicesDocument | undefined;
  readonly filter: Filter;
  readonly setFilter: (next: Filter) => void;
  readonly locale: Locale;
}

const COMPARISONS: readonly ("none" | Comparison)[] = ["none", "previous", "year"];

/** The period: presets seen from the last day with data, two days of one's own, and what to compare with. */
export function PeriodControl({ choices, filter, setFilter, locale }: PeriodControlProps) {
  const t = useTranslations("filters");
  const [open, setOpen] = useState(false);
  const words: FilterWords = t.raw("sentence");
  const presets = presetsFor(choices);
  const { from, to, compare } = filter;
  const label = describeFilter(
    { ...filter, moments: [], channels: [], segments: [], teams: [], compare: null, asOf: null },
    namesOf(choices, locale),
    words,
    locale,
  );

  function choose(newFrom: string | null, newTo: string | null): void {
    setFilter(withPeriod(filter, newFrom, newTo));
    setOpen(false);
  }

  return (
    <Popover
      label={t("period")}
      open={open}
      onOpenChange={setOpen}
      className="w-84"
      trigger={
        <Button>
          <CalendarDays aria-hidden="true" className="size-4" />
          <span className="sr-only">{t("period")}: </span>
          {label}
          <ChevronDown aria-hidden="true" className="size-4" />
        </Button>
      }
    >
      <div className="grid gap-4">
        {presets.length === 0 ? null : (
          <ul aria-label={t("presets")} className="grid grid-cols-2 gap-1 border-b border-line pb-3">
            {presets.map((preset) => {
              const active = preset.from === from && preset.to === to;
              return (
                <li key={preset.key}>
                  <button
                    type="button"
                    aria-pressed={active}
                    title={preset.from === null ? undefined : formatPeriod(preset, locale)}
                    onClick={() => choose(preset.from, preset.to)}
                    className={classNames(
                      "flex min-h-9 w-full items-center justify-between gap-1 rounded-control px-2.5 text-left",
                      active ? "bg-accent-soft font-medium text-accent" : "hover:bg-hover",
                    )}
                  >
                    {t(`preset.${preset.key}`)}
                    {active ? <Check aria-hidden="true" className="size-4" /> : null}
                  </button>
                </li>
              );
            })}
          </ul>
        )}
        <OwnPeriod key={`${from} ${to}`} from={from} to={to} first={choices?.first ?? null} last={choices?.last ?? null} apply={choose} />
        <Select
          label={t("compareLabel")}
          options={COMPARISONS.map((value) => ({ value, label: t(`compare.${value}`) }))}
          value={compare ?? "none"}
          disabled={from === null || to === null}
          onValueChange={(value) => setFilter({ ...filter, compare: value === "none" ? null : value })}
        />
        {from === null || to === null ? <p className="-mt-2 text-ink-soft">{t("compareHint")}</p> : null}
      </div>
    </Popover>
  );
}

interface OwnPeriodProps {
  readonly from: string | null;
  readonly to: string | null;
  readonly first: string | null;
  readonly last: string | null;
  readonly apply: (from: string | null, to: string | null) => void;
}

/** Two days of the reader's own, both included; either may be left open. */
function OwnPeriod({ from, to, first, last, apply }: OwnPeriodProps) {
  const t = useTranslations("filters");
  const id = useId();
  const [reversed, setReversed] = useState(false);

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [start, end] = [String(form.get("start")), String(form.get("end"))];
    const wrong = start !== "" && end !== "" && start > end;
    setReversed(wrong);
    if (!wrong) apply(start === "" ? null : start, end === "" ? null : end);
  }

  const day = (name: "start" | "end", value: string | null) => (
    <div className="grid gap-1">
      <label htmlFor={`${id}-${name}`} className="text-xs font-medium text-ink-soft">
        {t(name)}
      </label>
      <input
        id={`${id}-${name}`}
        name={name}
        type="date"
        defaultValue={value ?? ""}
        {...(first === null ? {} : { min: first })}
        {...(last === null ? {} : { max: last })}
        {...(reversed ? { "aria-invalid": true, "aria-describedby": `${id}-error` } : {})}
        className={classNames(INPUT_CLASS, "min-h-9 px-2 text-sm")}
      />
    </div>
  );
  return (
    <form onSubmit={submit} noValidate className="grid gap-2">
      <div className="grid grid-cols-2 gap-2">
        {day("start", from)}
        {day("end", to)}
      </div>
      {reversed ? (
        <p id={`${id}-error`} role="alert" className="font-medium text-minus-ink">
          {t("reversed")}
        </p>
      ) : null}
      <Button type="submit" variant="primary" className="justify-self-start">
        {t("apply")}
      </Button>
    </form>
  );
}
