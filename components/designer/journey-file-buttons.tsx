"use client";

import { useTranslations } from "next-intl";
import { type Dispatch, useState } from "react";
import { Callout } from "#components/ui/callout.tsx";
import type { DesignerDocument } from "#domain/designer-document.ts";
import type { FileError } from "#domain/journey-file.ts";
import { draftOf } from "./draft.ts";
import type { DraftEdit } from "./draft-edits.ts";
import { ExportLink, ImportButton } from "./file-buttons.tsx";
import { FileErrors, RefusalNotice } from "./notices.tsx";
import { checkFile } from "./questions.ts";
import { type Refusal, refusalOf } from "./use-saving.ts";

/** What came of a file: taken into the form, of another journey, no JSON, or faulty. */
export type ImportedFile =
  | { readonly kind: "taken" | "foreign" | "unreadable" }
  | { readonly kind: "faulty"; readonly errors: readonly FileError[] };

export interface JourneyFileButtonsProps {
  /** Key of the stored journey; null: a new one, which has no file yet. */
  readonly journey: string | null;
  readonly disabled: boolean;
  readonly imported: ImportedFile | null;
  readonly onImported: (imported: ImportedFile | null) => void;
  readonly edit: Dispatch<DraftEdit>;
  readonly stored: DesignerDocument | null;
}

/** Export of what is stored, import into the form: nothing of a file is in effect before it is saved. */
export function JourneyFileButtons({ journey, disabled, imported, onImported, edit, stored }: JourneyFileButtonsProps) {
  const t = useTranslations("designer.file");
  const [refused, setRefused] = useState<Refusal | null>(null);

  async function take(json: unknown): Promise<void> {
    setRefused(null);
    if (json === undefined) return onImported({ kind: "unreadable" });
    try {
      const { journey: file, errors } = await checkFile(json);
      if (!file) return onImported({ kind: "faulty", errors });
      if (journey !== null && file.key !== journey) return onImported({ kind: "foreign" });
      const known = stored?.journey.moments.map(({ key }) => key) ?? null;
      edit({ kind: "load", draft: draftOf(file, known, "kept") });
      onImported({ kind: "taken" });
    } catch (error) {
      setRefused(refusalOf(error));
    }
  }

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        {journey === null ? null : <ExportLink journey={journey} />}
        <ImportButton disabled={disabled} onFile={(json) => void take(json)} />
      </div>
      {refused ? <RefusalNotice refused={refused} /> : null}
      {imported ? (
        <Callout tone={imported.kind === "taken" ? "note" : "warning"} role={imported.kind === "taken" ? "status" : "alert"}>
          {t(`outcomes.${imported.kind}`)}
          {imported.kind === "faulty" ? <FileErrors errors={imported.errors} /> : null}
        </Callout>
      ) : null}
    </div>
  );
}
