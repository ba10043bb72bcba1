"use client";

import { type Dispatch, useEffect, useMemo, useReducer, useState } from "react";
import type { DesignerDocument } from "#domain/designer-document.ts";
import { draftOf, type JourneyDraft, sameFile } from "./draft.ts";
import { type DraftEdit, editDraft } from "./draft-edits.ts";
import { keepDraft, keptDraft } from "./kept-draft.ts";
import { rebased } from "./rebase.ts";

export interface DraftState {
  readonly draft: JourneyDraft;
  readonly edit: Dispatch<DraftEdit>;
  /** What a change names: the version that the draft was made on; null: a new journey. */
  readonly version: number | null;
  readonly isDirty: boolean;
  /** Somebody else has changed the journey since the draft was begun. */
  readonly isStale: boolean;
  /** The draft had been left here unsaved. */
  readonly isRestored: boolean;
  /** Goes back to what is stored. */
  readonly reset: () => void;
  /** Goes on with the draft on what is stored now. */
  readonly rebase: () => void;
}

function storedDraft({ journey }: DesignerDocument): JourneyDraft {
  return draftOf(
    journey,
    journey.moments.map(({ key }) => key),
  );
}

/** The draft of a journey, kept in the tab while it differs from what is stored. `place` tells drafts apart. */
export function useDraft(document: DesignerDocument | null, start: JourneyDraft, place: string): DraftState {
  const [base, setBase] = useState(() => ({
    version: document?.version ?? null,
    draft: document ? storedDraft(document) : start,
  }));
  const [draft, edit] = useReducer(editDraft, base.draft);
  const [isRestored, setRestored] = useState(false);
  const [isLoaded, setLoaded] = useState(false);
  const isDirty = useMemo(() => !sameFile(draft, base.draft), [draft, base.draft]);

  useEffect(() => {
    const kept = keptDraft(place);
    if (kept) {
      edit({ kind: "load", draft: kept.draft });
      setRestored(true);
      setBase((now) => ({ ...now, version: kept.version }));
    }
    setLoaded(true);
  }, [place]);

  useEffect(() => {
    if (isLoaded) keepDraft(place, isDirty ? { version: base.version, draft } : null);
  }, [place, isLoaded, isDirty, base.version, draft]);

  const stored = useMemo(() => (document ? storedDraft(document) : null), [document]);
  const hasMoved = document !== null && document.version !== base.version;
  const isSame = stored !== null && sameFile(draft, stored);
  // Nobody's work is lost by following: the draft is as it was read, or as it is stored now.
  const follows = hasMoved && stored !== null && (!isDirty || isSame);
  useEffect(() => {
    if (!follows || !document || !stored) return;
    setBase({ version: document.version, draft: stored });
    setRestored(false);
    edit({ kind: "load", draft: stored });
  }, [follows, document, stored]);

  return {
    draft,
    edit,
    version: base.version,
    isDirty,
    isStale: hasMoved && !follows,
    isRestored: isRestored && isDirty,
    reset: () => {
      const to = stored ?? start;
      setRestored(false);
      setBase({ version: document?.version ?? null, draft: to });
      edit({ kind: "load", draft: to });
    },
    rebase: () => {
      if (!document || !stored) return;
      edit({ kind: "load", draft: rebased(draft, base.draft, stored) });
      setBase({ version: document.version, draft: stored });
    },
  };
}
