"use client";

import { useMemo } from "react";
import { addressNow, useAddress, writeAddress } from "#components/filters/address.ts";
import { type CommentsPlace, readCommentsPlace, writeCommentsPlace } from "./place.ts";

/** Id of the heading over the comments, to go to. */
export const COMMENTS_ID = "comments";

/** What the comments show, from the address and back into it. Another search or factor begins at the newest comment. */
export function useCommentsPlace(): { readonly place: CommentsPlace; readonly show: (fields: Partial<CommentsPlace>) => void } {
  const text = useAddress();
  const place = useMemo(() => readCommentsPlace(text), [text]);
  return { place, show };
}

function show(fields: Partial<CommentsPlace>): void {
  const text = addressNow();
  writeAddress(writeCommentsPlace({ ...readCommentsPlace(text), offset: 0, ...fields }, text));
}

/** Shows the comments that mention a factor, and goes there. */
export function openCommentsOf(factor: string): void {
  show({ factor, q: "" });
  const heading = document.getElementById(COMMENTS_ID);
  heading?.scrollIntoView({ block: "start" });
  heading?.focus({ preventScroll: true });
}
