/** Decides how the history of a chart is told: who, when, and what in one sentence. */
import type { Words } from "#components/charts/words.ts";
import { formatInstant } from "#components/format.ts";
import type { MotChartDocument } from "#domain/chart-documents.ts";
import type { AskedEdit } from "./use-chart-edits.ts";

export interface HistoryLine {
  readonly n: number;
  readonly when: string;
  readonly who: string;
  readonly what: string;
}

type Entry = MotChartDocument["edits"][number];

/** Whoever works on the command line has no name of their own. */
const COMMAND_LINE = "cli";

/** `words.t` is bound to the namespace `motChart`; times are shown in the document's zone. */
export function prepareHistory({ edits, period }: MotChartDocument, words: Words): HistoryLine[] {
  return edits.map((entry) => ({
    n: entry.n,
    when: formatInstant(entry.at, period.timeZone, words.locale),
    who: whoOf(entry, words),
    what: whatOf(entry, words),
  }));
}

/** Who changed the chart after a version, each named once; empty: nobody. */
export function editorsSince({ edits }: MotChartDocument, version: number, words: Words): string[] {
  return [...new Set(edits.filter(({ n }) => n > version).map((entry) => whoOf(entry, words)))];
}

function whoOf({ actor }: Entry, { t }: Words): string {
  return actor === COMMAND_LINE ? t("history.commandLine") : actor;
}

function whatOf({ kind, of, changes }: Entry, { t, locale }: Words): string {
  const [change] = changes;
  if (kind === "file") return t("history.file", { count: changes.length });
  if (kind === "undo" || kind === "redo") return t(`history.${kind}`, { n: of ?? 0 });
  if (change === undefined) return t("history.gone");
  const { before, after } = change;
  const text = after.text[locale];
  if (kind === "text")
    return t("history.text", {
      before: changedWords(before.text, after.text, locale),
      text: changedWords(after.text, before.text, locale),
    });
  const column = t(`column.${after.column}`);
  if (kind !== "move") return t(`history.${kind}`, { text, column });
  return before.column === after.column
    ? t("history.reorder", { text, column })
    : t("history.move", { text, before: t(`column.${before.column}`), after: column });
}

/** A line's words in the reader's language; in the other one where only those were changed. */
function changedWords(text: Entry["changes"][number]["after"]["text"], beside: typeof text, locale: Words["locale"]): string {
  return text[locale] === beside[locale] ? text[locale === "ko" ? "en" : "ko"] : text[locale];
}

/** What an edit that was not made would have done; `nameOf`: a factor's text in the reader's language. */
export function askedText(edit: AskedEdit, nameOf: (factor: string) => string, { t, locale }: Words): string {
  switch (edit.kind) {
    case "undo":
    case "redo":
      return t(`asked.${edit.kind}`);
    case "add":
      return t("asked.add", { text: edit.text[locale] || edit.text.en || edit.text.ko, column: t(`column.${edit.place}`) });
    case "text":
      return t("asked.text", { text: nameOf(edit.factor), after: edit.text[locale] || edit.text.en || edit.text.ko });
    case "move":
      return t("asked.move", { text: nameOf(edit.factor), column: t(`column.${edit.place}`), place: edit.at + 1 });
    case "archive":
    case "restore":
      return t(`asked.${edit.kind}`, { text: nameOf(edit.factor) });
  }
}
