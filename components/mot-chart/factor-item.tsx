"use client";

import { useDraggable, useDroppable } from "@dnd-kit/core";
import { GripVertical } from "lucide-react";
import { type KeyboardEvent, useCallback, useState } from "react";
import type { Words } from "#components/charts/words.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { FactorPlace } from "#domain/factor.ts";
import type { LocalName } from "#domain/journey.ts";
import { FactorEvidenceView } from "./factor-evidence.tsx";
import { FactorForm } from "./factor-form.tsx";
import { FactorMenu } from "./factor-menu.tsx";
import { type FactorRow, otherLocale } from "./prepare.ts";

/** What can be done with a line; null where the viewer may not change the chart. */
export interface LineTools {
  /** Key of the line that the keyboard has picked up. */
  readonly held: string | null;
  readonly onHandleKey: (row: FactorRow, event: KeyboardEvent) => void;
  readonly letGo: () => void;
  readonly move: (factor: string, place: FactorPlace, at: number) => void;
  readonly rename: (factor: string, text: LocalName) => void;
  readonly archive: (factor: string) => void;
  /** Id of the text that says how a line is moved. */
  readonly instructions: string;
}

export interface FactorItemProps {
  readonly row: FactorRow;
  readonly at: number;
  readonly of: number;
  readonly words: Words;
  readonly tools: LineTools | null;
  readonly openComments: ((factor: string) => void) | null;
}

/** A line of the chart with its evidence; for those who may, with a handle to move it by and a menu. */
export function FactorItem({ row, at, of, words, tools, openComments }: FactorItemProps) {
  const { t, locale } = words;
  const [editing, setEditing] = useState(false);
  const { setNodeRef: dropRef } = useDroppable({
    id: `line ${row.key}`,
    data: { place: row.column, factor: row.key },
    disabled: tools === null,
  });
  const {
    setNodeRef: dragRef,
    setActivatorNodeRef,
    listeners,
    isDragging,
  } = useDraggable({ id: row.key, disabled: tools === null || editing });
  const both = useCallback(
    (node: HTMLElement | null) => {
      dropRef(node);
      dragRef(node);
    },
    [dropRef, dragRef],
  );
  const held = tools?.held === row.key;
  if (editing && tools !== null) {
    return (
      <li>
        <FactorForm
          names={row.names}
          label={t("form.edit", { text: row.text })}
          words={words}
          close={() => setEditing(false)}
          save={(text) => {
            setEditing(false);
            tools.rename(row.key, text);
          }}
        />
      </li>
    );
  }
  return (
    <li
      ref={both}
      className={classNames(
        "keep-whole grid gap-1 rounded-control border border-line bg-surface px-2.5 py-2",
        isDragging && "opacity-40",
        held && "border-accent outline-2 outline-accent",
      )}
    >
      <div className="flex items-start gap-1">
        {tools === null ? null : (
          <button
            ref={setActivatorNodeRef}
            type="button"
            data-handle={row.key}
            aria-label={t("handle", { text: row.text })}
            aria-describedby={tools.instructions}
            aria-pressed={held}
            {...listeners}
            onKeyDown={(event) => tools.onHandleKey(row, event)}
            onBlur={(event) => {
              if (held && event.relatedTarget !== null) tools.letGo();
            }}
            className="-ml-1.5 inline-flex size-7 shrink-0 cursor-grab touch-none items-center justify-center rounded-control text-ink-faint hover:bg-hover hover:text-ink active:cursor-grabbing"
          >
            <GripVertical aria-hidden="true" className="size-4" />
          </button>
        )}
        <p className="min-w-0 flex-1 pt-0.5 text-sm font-semibold leading-snug">
          {row.text}
          {row.other === null ? null : (
            <span lang={otherLocale(locale)} className="block text-xs font-normal text-ink-faint">
              {row.other}
            </span>
          )}
        </p>
        {tools === null ? null : (
          <FactorMenu
            row={row}
            at={at}
            of={of}
            words={words}
            move={(place, to) => tools.move(row.key, place, to)}
            edit={() => setEditing(true)}
            archive={() => tools.archive(row.key)}
          />
        )}
      </div>
      <FactorEvidenceView row={row} words={words} openComments={openComments} />
    </li>
  );
}
