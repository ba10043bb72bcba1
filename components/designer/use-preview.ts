"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ChangePreview } from "#domain/designer-document.ts";
import { fileOf, type JourneyDraft } from "./draft.ts";
import { previewQuery } from "./questions.ts";

/** Milliseconds of quiet after which what was typed is looked at. */
const QUIET = 350;

export interface Preview {
  /** Of the draft as it was a moment ago while `isPending`; undefined: none has come yet. */
  readonly preview: ChangePreview | undefined;
  readonly isPending: boolean;
}

/** What saving the draft would do and what is wrong with it, asked while it is being made. */
export function usePreview(draft: JourneyDraft, version: number | null, isWanted: boolean): Preview {
  const text = JSON.stringify(fileOf(draft));
  const [asked, setAsked] = useState({ text, draft });
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ text, draft }), QUIET);
    return () => clearTimeout(timer);
  }, [text, draft]);
  const { data, isFetching, isPlaceholderData } = useQuery({
    ...previewQuery(asked.draft, version, asked.text),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  });
  return { preview: isWanted ? data : undefined, isPending: isWanted && (asked.text !== text || isFetching || isPlaceholderData) };
}
