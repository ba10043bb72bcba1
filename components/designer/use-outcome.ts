"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { DesignerDocument } from "#domain/designer-document.ts";
import type { Rebuilding } from "./use-saving.ts";

export interface Outcome {
  /** How the last change from this page ended; null: nothing to tell. */
  readonly text: string | null;
  /** A change was taken: in effect, unless a rebuild has begun. */
  readonly saved: () => void;
  readonly clear: () => void;
}

/** Follows a change that was begun from this page to its end. */
export function useOutcome(document: DesignerDocument | null, { begun, setBegun }: Rebuilding): Outcome {
  const t = useTranslations("designer.outcomes");
  const [told, setTold] = useState<"saved" | "inEffect" | "cancelled" | null>(null);
  const end = document?.history.find(({ id }) => id === begun)?.status;
  useEffect(() => {
    if (begun === null || (end !== "done" && end !== "cancelled")) return;
    setTold(end === "done" ? "inEffect" : "cancelled");
    setBegun(null);
  }, [begun, end, setBegun]);
  return {
    text: told !== null && begun === null ? t(told) : null,
    saved: () => setTold("saved"),
    clear: () => setTold(null),
  };
}
