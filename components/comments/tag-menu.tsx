"use client";

import { Tag } from "lucide-react";
import type { Words } from "#components/charts/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { FACTOR_PLACES } from "#domain/factor.ts";
import type { TagChoice } from "./prepare.ts";

export interface TagMenuProps {
  readonly choices: readonly TagChoice[];
  /** Keys of those that the comment is tagged with. */
  readonly chosen: readonly string[];
  /** Begins the comment, to tell the menus apart. */
  readonly about: string;
  readonly words: Words;
  readonly toggle: (factor: string, on: boolean) => void;
}

/** The lines of the chart, to read out of a comment. */
export function TagMenu({ choices, chosen, about, words: { t }, toggle }: TagMenuProps) {
  const columns = FACTOR_PLACES.map((place) => ({ place, lines: choices.filter(({ column }) => column === place) }));
  return (
    <Popover
      label={t("tagLabel", { about })}
      flush
      className="w-80"
      trigger={
        <Button variant="quiet" className="no-print">
          <Tag aria-hidden="true" className="size-4" />
          {t("tag")}
          <span className="sr-only"> {t("about", { about })}</span>
        </Button>
      }
    >
      <div className="max-h-80 overflow-y-auto p-1.5">
        {columns.map(({ place, lines }) =>
          lines.length === 0 ? null : (
            <fieldset key={place} className="mb-1">
              <legend className="px-2 py-1 text-xs font-medium text-ink-faint">{t(`column.${place}`)}</legend>
              {lines.map(({ factor, text }) => (
                <label key={factor} className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-control px-2 py-1 hover:bg-hover">
                  <input
                    type="checkbox"
                    checked={chosen.includes(factor)}
                    onChange={(event) => toggle(factor, event.target.checked)}
                    className="size-4 shrink-0"
                  />
                  <span className="min-w-0 flex-1">{text}</span>
                </label>
              ))}
            </fieldset>
          ),
        )}
      </div>
    </Popover>
  );
}
