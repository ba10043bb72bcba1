"use client";

import { RotateCcw, Star, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { BesideProblem, BesideSwitch } from "#components/beside/beside-switch.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { type Choice, MultiSelect } from "#components/ui/multi-select.tsx";
import type { ChoicesDocument } from "#domain/documents.ts";
import { type Chip, chipsOf, DIMENSIONS, type Dimension, isRestricted, withoutChip } from "./chips.ts";
import { PeriodControl } from "./period-control.tsx";
import { ProblemCallout } from "./problem-callout.tsx";
import { useChoices } from "./use-choices.ts";
import { useFilter } from "./use-filter.ts";

export interface FilterBarProps {
  readonly journey: string;
  /** false where the page's figures cross teams (overview, funnel): no team is offered, and one in the address is explained. */
  readonly teams?: boolean;
  /** false where the page is of one moment: none is offered, and a choice waits for the next page. */
  readonly moments?: boolean;
  /** false where the page has no figures to set beside each other. */
  readonly beside?: boolean;
}

/** What the page asks: period, comparison, and the four dimensions. The lists come when they come; no chart waits for them. */
export function FilterBar({ journey, teams = true, moments = true, beside = true }: FilterBarProps) {
  const t = useTranslations("filters");
  const { choices, names, locale } = useChoices(journey);
  const { filter, problem, setFilter, change, reset } = useFilter();
  const chips = chipsOf(filter, names).filter((chip) => moments || chip.field !== "moments");
  const priority = choices?.segments.filter((segment) => segment.priority) ?? [];
  const priorityKeys = priority.map((segment) => segment.key);
  const onlyPriority = priorityKeys.length > 0 && filter.segments.join("\n") === [...priorityKeys].sort().join("\n");

  if (problem !== null) return <ProblemCallout problem={problem} reset={reset} />;

  const choicesOf = (dimension: Dimension): Choice[] | null =>
    choices
      ? choices[dimension].map((each) => ({
          value: each.key,
          label: each.name[locale],
          ...markOf(choices, dimension, each.key, t("priority")),
        }))
      : null;
  const offered = DIMENSIONS.filter((dimension) => {
    if ((dimension === "teams" && !teams) || (dimension === "moments" && !moments)) return false;
    return choices === undefined || choices[dimension].length > 1 || filter[dimension].length > 0;
  });

  return (
    <section aria-label={t("label")} className="no-print grid gap-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <PeriodControl choices={choices} filter={filter} setFilter={setFilter} locale={locale} />
        {offered.map((dimension) => (
          <MultiSelect
            key={dimension}
            label={t(dimension)}
            choices={choicesOf(dimension)}
            selected={filter[dimension]}
            onChange={(selected) => change({ [dimension]: selected })}
          />
        ))}
        {priority.length > 0 ? (
          <Button aria-pressed={onlyPriority} onClick={() => change({ segments: onlyPriority ? [] : priorityKeys })}>
            <Star aria-hidden="true" className="size-4" fill={onlyPriority ? "currentColor" : "none"} />
            {t("onlyPriority", { names: priority.map((segment) => segment.name[locale]).join(", ") })}
          </Button>
        ) : null}
        {beside ? <BesideSwitch journey={journey} /> : null}
        {isRestricted(filter) ? (
          <Button variant="quiet" onClick={reset}>
            <RotateCcw aria-hidden="true" className="size-4" />
            {t("reset")}
          </Button>
        ) : null}
      </div>
      {chips.length > 0 ? (
        <ul aria-label={t("chosen")} className="flex flex-wrap gap-1.5">
          {chips.map((chip) => (
            <li key={`${chip.field} ${chip.key}`}>
              <ChipButton chip={chip} remove={() => setFilter(withoutChip(filter, chip))} />
            </li>
          ))}
        </ul>
      ) : null}
      {beside ? <BesideProblem choices={choices} /> : null}
      {!teams && filter.teams.length > 0 ? (
        <Callout tone="warning" title={t("teamTitle")} actions={<Button onClick={() => change({ teams: [] })}>{t("dropTeams")}</Button>}>
          {t("teamText")}
        </Callout>
      ) : null}
    </section>
  );
}

function markOf(choices: ChoicesDocument, dimension: Dimension, key: string, word: string): Pick<Choice, "mark"> {
  const marked = dimension === "segments" && choices.segments.some((segment) => segment.key === key && segment.priority);
  return marked ? { mark: <Badge tone="accent">{word}</Badge> } : {};
}

function ChipButton({ chip, remove }: { readonly chip: Chip; readonly remove: () => void }) {
  const t = useTranslations("filters");
  const text = chip.field === "compare" || chip.field === "grain" ? t(`${chip.field}.${chip.key}`) : (chip.name ?? chip.key);
  return (
    <button
      type="button"
      onClick={remove}
      className="inline-flex min-h-7 items-center gap-1 rounded-full border border-line bg-surface py-0.5 pr-1.5 pl-2.5 text-sm hover:bg-hover"
    >
      <span className="text-ink-faint">{t(`field.${chip.field}`)}</span>
      <span className="font-medium">{text}</span>
      <span className="sr-only">{t("remove")}</span>
      <X aria-hidden="true" className="size-3.5 text-ink-soft" />
    </button>
  );
}
