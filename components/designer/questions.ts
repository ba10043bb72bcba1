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
    queryFn: async ({ signal }): Promise<ChangePreview> => {
      const response = await sendChange(pathOf(draft.key, "/preview"), { version, journey: JSON.parse(text) }, signal);
      return response.json();
    },
  });
}

/** What a file's JSON means; throws a ReportProblem where it could not be read at all. */
export async function checkFile(json: unknown): Promise<CheckedFile> {
  return (await sendChange("/api/journey-files", { journey: json })).json();
}

/** The number of the rebuild that has begun; null: the change is in effect. Throws a ReportProblem where it was refused. */
export async function saveDraft(draft: JourneyDraft, version: number | null): Promise<number | null> {
  const response = await sendChange(pathOf(draft.key), { version, journey: fileOf(draft) });
  return begunIn(response);
}

export async function undoChange(id: number): Promise<number | null> {
  return begunIn(await sendChange("/api/rebuilds", { rebuild: id, do: "undo" }));
}

/** false: it was in effect already. */
export async function cancelChange(id: number): Promise<boolean> {
  const answer: { readonly cancelled: boolean } = await (await sendChange("/api/rebuilds", { rebuild: id, do: "cancel" })).json();
  return answer.cancelled;
}

export async function resumeChange(id: number): Promise<void> {
  await sendChange("/api/rebuilds", { rebuild: id, do: "resume" });
}

async function begunIn(response: Response): Promise<number | null> {
  const answer: { readonly rebuild?: number } = await response.json();
  return answer.rebuild ?? null;
}
