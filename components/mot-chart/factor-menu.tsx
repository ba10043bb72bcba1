"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import type { Words } from "#components/charts/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { FACTOR_COLUMNS, type FactorPlace } from "#domain/factor.ts";
import type { FactorRow } from "./prepare.ts";

export interface FactorMenuProps {
  readonly row: FactorRow;
  /** Its place in its column from 0, and how many lines the column has. */
  readonly at: number;
  readonly of: number;
  readonly words: Words;
  readonly move: (place: FactorPlace, at: number) => void;
  readonly edit: () => void;
  readonly archive: () => void;
}

/** Beyond every column's end: the line goes to the bottom. */
const BOTTOM = 1_000_000;

/** Everything that can be done with a line, as buttons. */
export function FactorMenu({ row, at, of, words: { t }, move, edit, archive }: FactorMenuProps) {
  const [open, setOpen] = useState(false);
  const label = t("menu.label", { text: row.text });
  const item = (text: string, act: () => void, disabled = false) => (
    <Button
      variant="quiet"
      disabled={disabled}
      onClick={() => {
        setOpen(false);
        act();
      }}
    >
      {text}
    </Button>
  );
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      align="end"
      flush
      trigger={
        <button
          type="button"
          aria-label={label}
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-control text-ink-soft hover:bg-hover hover:text-ink"
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </button>
      }
    >
      <div className="grid justify-items-start gap-0.5 p-1.5">
        {item(t("menu.edit"), edit)}
        {FACTOR_COLUMNS.filter((place) => place !== row.column).map((place) => (
          <span key={place}>{item(t(`menu.${place}`), () => move(place, BOTTOM))}</span>
        ))}
        {item(t("menu.up"), () => move(row.column, at - 1), at === 0)}
        {item(t("menu.down"), () => move(row.column, at + 1), at >= of - 1)}
        {item(t("menu.archive"), archive)}
      </div>
    </Popover>
  );
}
