"use client";

import { useQuery } from "@tanstack/react-query";
import { ImageDown, Printer, Redo2, Undo2 } from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { ChartFrame } from "#components/charts/frame.tsx";
import { useWords } from "#components/charts/use-words.ts";
import type { Words } from "#components/charts/words.ts";
import { openCommentsOf } from "#components/comments/use-comments-place.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { readAnswer, reportPath, reportQuery } from "#components/queries.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { MotChartDocument } from "#domain/chart-documents.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import { Board } from "./board.tsx";
import { FailureCallout } from "./failure-callout.tsx";
import { prepareHistory } from "./history.ts";
import { ArchivedList, HistoryList } from "./history-list.tsx";
import { paintPicture, saveFile } from "./picture.ts";
import { prepareChart } from "./prepare.ts";
import { ChartSheet } from "./sheet.tsx";
import { type ChartEdits, useChartEdits } from "./use-chart-edits.ts";
import { useDrawing } from "./use-drawing.ts";

export interface MotChartCardProps {
  readonly journey: string;
  readonly moment: string;
  readonly mayEdit: boolean;
  readonly mayExport: boolean;
  /** The comments stand on the same page (comments-card.tsx): mentions lead to them. */
  readonly withComments: boolean;
  /** The page on which the chart prints on one sheet; null: this is it. */
  readonly ownPage: string | null;
}

/** A moment's chart: what customers praise, expect and complain of, each line with what ratings say of it. One chart, one state of edits. */
export function MotChartCard(props: MotChartCardProps) {
  return <MotChart key={`${props.journey} ${props.moment}`} {...props} />;
}

function MotChart({ journey, moment, mayEdit, mayExport, withComments, ownPage }: MotChartCardProps) {
  const words = useWords("motChart", journey);
  const { t } = words;
  const { filter } = useFilter();
  const search = useMemo(() => formatFilter({ ...filter, moments: [moment], compare: null }), [filter, moment]);
  const query = useQuery(reportQuery("mot-chart", journey, search));
  // While another moment's answer stands in, it is not this chart.
  const edits = useChartEdits(journey, moment, query.data?.moment === moment ? query.data : undefined);
  const { document } = edits;
  const sentence = useFilterSentence(journey, { moments: [moment], compare: null });
  const view = useMemo(() => (document === undefined ? undefined : prepareChart(document, words)), [document, words]);
  const draw = useDrawing(journey, moment, words);
  const [said, setSaid] = useState("");
  const openComments = withComments ? openCommentsOf : null;
  return (
    <>
      <div className="no-print min-w-0">
        <ChartFrame
          kicker={t("kicker")}
          measure="motChart"
          query={query}
          view={view}
          sentence={sentence}
          csv={mayExport ? reportPath("mot-chart", journey, search, "/export") : null}
          tools={
            document === undefined ? null : (
              <div className="flex flex-wrap items-center gap-1">
                {mayEdit ? <Steps document={document} edits={edits} words={words} say={setSaid} /> : null}
                {mayExport ? (
                  <PictureButton
                    path={reportPath("mot-chart", journey, search, "/export")}
                    name={`verdad-${journey}-${moment}.png`}
                    draw={draw}
                    words={words}
                  />
                ) : null}
                {ownPage === null ? (
                  <Button variant="quiet" onClick={() => window.print()}>
                    <Printer aria-hidden="true" className="size-4" />
                    {t("print")}
                  </Button>
                ) : (
                  <Link href={ownPage} prefetch={false} className={buttonClass("quiet")}>
                    <Printer aria-hidden="true" className="size-4" />
                    {t("ownPage")}
                  </Link>
                )}
              </div>
            )
          }
        >
          {document === undefined || view === undefined ? null : (
            <div className="grid gap-4">
              {edits.failure === null ? null : <FailureCallout document={document} edits={edits} words={words} />}
              <Board document={document} words={words} make={mayEdit ? edits.make : null} say={setSaid} openComments={openComments} />
              {view.archived.length === 0 || !mayEdit ? null : (
                <ArchivedList
                  rows={view.archived}
                  words={words}
                  restore={(row) => {
                    edits.make({ kind: "restore", factor: row.key });
                    setSaid(t("said.restored", { text: row.text }));
                  }}
                />
              )}
              {document.edits.length === 0 ? null : <HistoryList lines={prepareHistory(document, words)} words={words} />}
            </div>
          )}
        </ChartFrame>
        <p role="status" className="sr-only">
          {said}
        </p>
      </div>
      {document === undefined ? null : <ChartSheet drawing={draw(document)} label={view?.title ?? t("kicker")} />}
    </>
  );
}

interface StepsProps {
  readonly document: MotChartDocument;
  readonly edits: ChartEdits;
  readonly words: Words;
  readonly say: (text: string) => void;
}

/** Undo and redo, of whoever's edit was the last. */
function Steps({ document, edits, words: { t }, say }: StepsProps) {
  const step = (kind: "undo" | "redo") => {
    edits.make({ kind });
    say(t(`said.${kind}`));
  };
  return (
    <>
      <Button variant="quiet" disabled={!document.canUndo || edits.saving} onClick={() => step("undo")}>
        <Undo2 aria-hidden="true" className="size-4" />
        {t("undo")}
      </Button>
      <Button variant="quiet" disabled={!document.canRedo || edits.saving} onClick={() => step("redo")}>
        <Redo2 aria-hidden="true" className="size-4" />
        {t("redo")}
      </Button>
      {edits.saving ? <span className="text-xs text-ink-faint">{t("saving")}</span> : null}
    </>
  );
}

interface PictureButtonProps {
  /** Where the document for files is: with small numbers hidden, whoever asks. */
  readonly path: string;
  readonly name: string;
  readonly draw: ReturnType<typeof useDrawing>;
  readonly words: Words;
}

function PictureButton({ path, name, draw, words: { t } }: PictureButtonProps) {
  const [state, setState] = useState<"idle" | "painting" | "failed">("idle");
  async function paint(): Promise<void> {
    setState("painting");
    try {
      saveFile(await paintPicture(draw(await readAnswer<MotChartDocument>(path))), name);
      setState("idle");
    } catch {
      setState("failed");
    }
  }
  return (
    <>
      <Button variant="quiet" disabled={state === "painting"} onClick={() => void paint()} aria-label={t("picture")}>
        <ImageDown aria-hidden="true" className="size-4" />
        PNG
      </Button>
      {state === "failed" ? (
        <Callout tone="warning" role="alert">
          {t("pictureFailed")}
        </Callout>
      ) : null}
    </>
  );
}
