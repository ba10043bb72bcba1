"use client";

import { ChevronDown, Snowflake } from "lucide-react";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useId, useState } from "react";
import { useFilter } from "#components/filters/use-filter.ts";
import { formatPeriod, type Locale } from "#components/format.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { INPUT_CLASS } from "#components/ui/field.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { BaselineDays } from "#domain/baseline.ts";

export interface BaselineControlProps {
  readonly locale: Locale;
  /** The first half of what is drawn: offered as a start; null: nothing is drawn. */
  readonly half: BaselineDays | null;
}

/** The days that the limits are of: all finished points, or days that are chosen and stay. */
export function BaselineControl({ locale, half }: BaselineControlProps) {
  const t = useTranslations("moment.baseline");
  const { view, setView } = useFilter();
  const [open, setOpen] = useState(false);
  const { baseline } = view;
  function choose(next: BaselineDays | null): void {
    setView({ baseline: next });
    setOpen(false);
  }
  return (
    <Popover
      label={t("button")}
      open={open}
      onOpenChange={setOpen}
      className="w-80"
      trigger={
        <Button>
          {baseline === null ? null : <Snowflake aria-hidden="true" className="size-4" />}
          <span>
            {t("button")}: {baseline === null ? t("all") : formatPeriod(baseline, locale)}
          </span>
          <ChevronDown aria-hidden="true" className="size-4" />
        </Button>
      }
    >
      <p className="text-ink-soft">{t("hint")}</p>
      <DaysForm key={`${baseline?.from} ${baseline?.to}`} days={baseline} choose={choose} />
      <div className="mt-3 flex flex-wrap gap-2 border-t border-line pt-3">
        {half === null ? null : <Button onClick={() => choose(half)}>{t("half")}</Button>}
        {baseline === null ? null : <Button onClick={() => choose(null)}>{t("clear")}</Button>}
      </div>
    </Popover>
  );
}

interface DaysFormProps {
  readonly days: BaselineDays | null;
  readonly choose: (days: BaselineDays) => void;
}

function DaysForm({ days, choose }: DaysFormProps) {
  const t = useTranslations("moment.baseline");
  const id = useId();
  const [fault, setFault] = useState<"both" | "reversed" | null>(null);

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, to] = [String(form.get("from")), String(form.get("to"))];
    const found = from === "" || to === "" ? "both" : from > to ? "reversed" : null;
    setFault(found);
    if (found === null) choose({ from, to });
  }

  const day = (name: "from" | "to", label: string) => (
    <div className="grid gap-1">
      <label htmlFor={`${id}-${name}`} className="text-xs font-medium text-ink-soft">
        {label}
      </label>
      <input
        id={`${id}-${name}`}
        name={name}
        type="date"
        defaultValue={days?.[name] ?? ""}
        {...(fault === null ? {} : { "aria-invalid": true, "aria-describedby": `${id}-fault` })}
        className={classNames(INPUT_CLASS, "min-h-9 px-2 text-sm")}
      />
    </div>
  );
  return (
    <form onSubmit={submit} noValidate className="mt-3 grid gap-2">
      <div className="grid grid-cols-2 gap-2">
        {day("from", t("start"))}
        {day("to", t("end"))}
      </div>
      {fault === null ? null : (
        <p id={`${id}-fault`} role="alert" className="font-medium text-minus-ink">
          {t(fault)}
        </p>
      )}
      <Button type="submit" variant="primary" className="justify-self-start">
        {t("apply")}
      </Button>
    </form>
  );
}
