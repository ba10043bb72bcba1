"use client";

import { useDroppable } from "@dnd-kit/core";
import { Plus } from "lucide-react";
import { Fragment, type ReactNode, useState } from "react";
import type { Words } from "#components/charts/words.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { FactorPlace } from "#domain/factor.ts";
import type { LocalName } from "#domain/journey.ts";
import { columnId } from "./drop-place.ts";
import { FactorForm } from "./factor-form.tsx";
import { FactorItem, type LineTools } from "./factor-item.tsx";
import type { FactorRow } from "./prepare.ts";

export interface ChartColumnProps {
  readonly place: FactorPlace;
  readonly rows: readonly FactorRow[];
  readonly words: Words;
  readonly tools: LineTools | null;
  /** Adds a line; null where none can be added. */
  readonly add: ((place: FactorPlace, text: LocalName) => void) | null;
  readonly openComments: ((factor: string) => void) | null;
  /** Among the lines other than the dragged one, where it would fall; null: not here. */
  readonly dropAt: number | null;
  /** Key of the line that is dragged. */
  readonly dragged: string | null;
  /** Lines beside each other where there is room. */
  readonly wide?: boolean;
}

const HEADS: Record<FactorPlace, string> = {
  plus: "border-plus",
  standard: "border-standard",
  minus: "border-minus",
  unplaced: "border-line-strong border-dashed",
};

const SIGNS: Record<FactorPlace, string> = { plus: "+", standard: "=", minus: "−", unplaced: "?" };

/** A column of the chart: its heading, its lines in their order, and a way to add one. */
export function ChartColumn({ place, rows, words, tools, add, openComments, dropAt, dragged, wide = false }: ChartColumnProps) {
  const { t } = words;
  const [adding, setAdding] = useState(false);
  const { setNodeRef } = useDroppable({ id: columnId(place), disabled: tools === null });
  const heading = `${t(`heading.${place}`)} · ${rows.length}`;
  const others = rows.filter(({ key }) => key !== dragged);
  const lines: ReactNode[] = rows.map((row, at) => (
    <Fragment key={row.key}>
      {dropAt !== null && others[dropAt]?.key === row.key ? <DropMark /> : null}
      <FactorItem row={row} at={at} of={rows.length} words={words} tools={tools} openComments={openComments} />
    </Fragment>
  ));
  return (
    <section ref={setNodeRef} aria-label={heading} className="flex min-w-0 flex-col gap-2">
      <header className={classNames("border-t-4 pt-1.5", HEADS[place])}>
        <h3 className="flex items-baseline gap-1.5 text-sm font-semibold">
          <span aria-hidden="true" className="inline-block w-3.5 text-center">
            {SIGNS[place]}
          </span>
          {t(`heading.${place}`)}
          <span className="numeric font-normal text-ink-faint">{rows.length}</span>
        </h3>
        <p className="text-xs text-ink-faint">{t(`headingText.${place}`)}</p>
      </header>
      <ol className={classNames("grid grid-cols-1 content-start gap-2", wide && "@min-[40rem]:grid-cols-3")}>
        {lines}
        {dropAt !== null && dropAt >= others.length ? <DropMark /> : null}
      </ol>
      {rows.length === 0 && dropAt === null ? <p className="text-sm text-ink-faint">{t(`none.${place}`)}</p> : null}
      {add === null ? null : adding ? (
        <FactorForm
          names={null}
          label={t("form.add", { column: t(`heading.${place}`) })}
          words={words}
          close={() => setAdding(false)}
          save={(text) => {
            setAdding(false);
            add(place, text);
          }}
        />
      ) : (
        <Button
          variant="quiet"
          onClick={() => setAdding(true)}
          aria-label={t("addTo", { column: t(`heading.${place}`) })}
          className="justify-self-start self-start"
        >
          <Plus aria-hidden="true" className="size-4" />
          {t("add")}
        </Button>
      )}
    </section>
  );
}

/** Where the dragged line would fall. */
function DropMark() {
  return <li aria-hidden="true" className="h-1.5 rounded-full bg-accent" />;
}
