/** What the designer asks of the server. */
import { queryOptions } from "@tanstack/react-query";
import { readAnswer, sendChange } from "#components/queries.ts";
import type { ChangePreview, CheckedFile, DesignerDocument } from "#domain/designer-document.ts";
import { fileOf, type JourneyDraft } from "./draft.ts";

function pathOf(key: string, rest = ""): string {
  // A new journey may have no key yet: then that is the fault that the answer tells.
  return `/api/journeys/${encodeURIComponent(key || "-")}/definition${rest}`;
}

/** The address of a journey's file. */
export function filePath(key: string): string {
  return pathOf(key, "/file");
}

export function designerQuery(key: string) {
  return queryOptions({
    queryKey: ["designer", key] as const,
    queryFn: ({ signal }) => readAnswer<DesignerDocument>(pathOf(key), signal),
  });
}

/** What saving would do; `text` is the draft's file, by which equal questions are known. */
export function previewQuery(draft: JourneyDraft, version: number | null, text: string) {
  return queryOptions({
    queryKey: ["designer-preview", draft.key, version, text] as const,
    queryFn: ({ signal }) => sendChange<ChangePreview>(pathOf(draft.key, "/preview"), { version, journey: JSON.parse(text) }, signal),
  });
}

/** What a file's JSON means; throws a ReportProblem where it could not be read at all. */
export function checkFile(json: unknown): Promise<CheckedFile> {
  return sendChange<CheckedFile>("/api/journey-files", { journey: json });
}

/** The number of the rebuild that has begun; null: the change is in effect. Throws a ReportProblem where it was refused. */
export function saveDraft(draft: JourneyDraft, version: number | null): Promise<number | null> {
  return begun(pathOf(draft.key), { version, journey: fileOf(draft) });
}

export function undoChange(id: number): Promise<number | null> {
  return begun("/api/rebuilds", { rebuild: id, do: "undo" });
}

/** false: it was in effect already. */
export async function cancelChange(id: number): Promise<boolean> {
  return (await sendChange<{ readonly cancelled: boolean }>("/api/rebuilds", { rebuild: id, do: "cancel" })).cancelled;
}

export async function resumeChange(id: number): Promise<void> {
  await sendChange("/api/rebuilds", { rebuild: id, do: "resume" });
}

async function begun(path: string, body: unknown): Promise<number | null> {
  const { rebuild } = await sendChange<{ readonly rebuild?: number }>(path, body);
  return rebuild ?? null;
}
