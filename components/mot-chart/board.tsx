"use client";

import { DndContext, type DragEndEvent, type DragMoveEvent, DragOverlay, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { useId, useMemo, useRef, useState } from "react";
import type { Words } from "#components/charts/words.ts";
import type { MotChartDocument } from "#domain/chart-documents.ts";
import type { FactorPlace } from "#domain/factor.ts";
import { ChartColumn } from "./chart-column.tsx";
import { detectPlace } from "./drop-place.ts";
import type { LineTools } from "./factor-item.tsx";
import { type LinePlace, placeOfFactor, withEdit } from "./pending.ts";
import { prepareChart } from "./prepare.ts";
import type { AskedEdit } from "./use-chart-edits.ts";
import { useHeldLine } from "./use-held-line.ts";

export interface BoardProps {
  readonly document: MotChartDocument;
  readonly words: Words;
  /** null: the viewer may not change the chart. */
  readonly make: ((edit: AskedEdit) => void) | null;
  /** Says something to those who cannot see what happens. */
  readonly say: (text: string) => void;
  readonly openComments: ((factor: string) => void) | null;
}

/** How far a pointer goes before it drags, in pixels: a click is none. */
const DRAG_FROM = 5;

/** The chart's three columns, and what waits to be placed: lines are moved by mouse, by finger, by the keyboard and by buttons. */
export function Board({ document, words, make, say, openComments }: BoardProps) {
  const { t } = words;
  const id = useId();
  const board = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ readonly factor: string; readonly to: LinePlace | null } | null>(null);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: DRAG_FROM } }));
  const { factors } = document;
  const textOf = (factor: string) => factors.find((one) => one.factor === factor)?.text[words.locale] ?? factor;

  const move = (factor: string, to: LinePlace): void => {
    const from = placeOfFactor(factors, factor);
    const moved = placeOfFactor(withEdit(factors, { kind: "move", factor, ...to }), factor);
    if (make === null || moved === null || (from?.place === moved.place && from.at === moved.at)) return;
    make({ kind: "move", factor, ...moved });
    say(t("said.moved", { text: textOf(factor), column: t(`column.${moved.place}`), place: moved.at + 1 }));
  };
  const line = useHeldLine(factors, board, { words, move, say });
  const view = useMemo(() => prepareChart({ ...document, factors: line.factors }, words), [document, line.factors, words]);

  const tools: LineTools | null =
    make === null
      ? null
      : {
          held: line.held,
          onHandleKey: line.onKey,
          letGo: line.letGo,
          move: (factor, place, at) => {
            line.focus(factor);
            move(factor, { place, at });
          },
          rename: (factor, text) => {
            line.focus(factor);
            make({ kind: "text", factor, text });
            say(t("said.renamed", { text: text[words.locale] }));
          },
          archive: (factor) => {
            make({ kind: "archive", factor });
            say(t("said.archived", { text: textOf(factor) }));
          },
          instructions: `${id}-how`,
        };
  const add =
    make === null
      ? null
      : (place: FactorPlace, text: { readonly en: string; readonly ko: string }) => {
          make({ kind: "add", place, text, key: null });
          say(t("said.added", { text: text[words.locale], column: t(`column.${place}`) }));
        };
  const columnOf = (place: FactorPlace) => ({
    place,
    words,
    tools,
    openComments,
    dragged: drag?.factor ?? null,
    dropAt: drag?.to?.place === place ? drag.to.at : null,
  });

  return (
    <DndContext
      id={id}
      sensors={sensors}
      collisionDetection={detectPlace}
      accessibility={{ announcements: SILENT, screenReaderInstructions: { draggable: t("instructions") } }}
      onDragStart={({ active }) => setDrag({ factor: String(active.id), to: null })}
      onDragMove={(event) => setDrag((last) => withTarget(last, targetOf(event)))}
      onDragCancel={() => setDrag(null)}
      onDragEnd={(event) => {
        setDrag(null);
        const to = targetOf(event);
        if (to !== null) move(String(event.active.id), to);
      }}
    >
      <div ref={board} className="@container grid grid-cols-1 gap-5">
        {tools === null ? null : (
          <p id={tools.instructions} className="sr-only">
            {t("instructions")}
          </p>
        )}
        <div className="grid grid-cols-1 gap-5 @min-[36rem]:grid-cols-3 @min-[36rem]:gap-3 @min-[60rem]:gap-5">
          {view.columns.map(({ place, rows }) => (
            <ChartColumn key={place} {...columnOf(place)} rows={rows} add={add} />
          ))}
        </div>
        {view.unplaced.length > 0 || drag !== null || line.held !== null ? (
          <ChartColumn {...columnOf("unplaced")} rows={view.unplaced} add={null} wide />
        ) : null}
      </div>
      <DragOverlay dropAnimation={null}>
        {drag === null ? null : (
          <p className="rounded-control border border-accent bg-raised px-3 py-2 text-sm font-semibold shadow-raised">
            {textOf(drag.factor)}
          </p>
        )}
      </DragOverlay>
    </DndContext>
  );
}

/** The board says itself what happens, in the reader's language. */
const SILENT = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};

function targetOf({ collisions }: DragMoveEvent | DragEndEvent): LinePlace | null {
  const found: unknown = collisions?.[0]?.data?.found;
  return isPlace(found) ? found : null;
}

function isPlace(value: unknown): value is LinePlace {
  return typeof value === "object" && value !== null && "place" in value && "at" in value;
}

function withTarget<D extends { readonly factor: string; readonly to: LinePlace | null }>(last: D | null, to: LinePlace | null): D | null {
  if (last === null || (last.to?.place === to?.place && last.to?.at === to?.at)) return last;
  return { ...last, to };
}
