"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { ReportProblem, sendChange } from "#components/queries.ts";

export type TagFailure = "rebuilding" | "gone" | "notAllowed" | "offline" | "failed";

/** A tag on its way to the server. */
export interface PendingTag {
  readonly visit: number;
  readonly touch: number;
  readonly factor: string;
  readonly on: boolean;
}

/** Keys of the factors that a comment is tagged with once the tags on their way have arrived. */
export function chosenFactors(
  { visit, touch, tags }: { readonly visit: number; readonly touch: number; readonly tags: readonly { readonly factor: string }[] },
  pending: readonly PendingTag[],
): string[] {
  const chosen = new Set(tags.map(({ factor }) => factor));
  for (const tag of pending) {
    if (tag.visit !== visit || tag.touch !== touch) continue;
    if (tag.on) chosen.add(tag.factor);
    else chosen.delete(tag.factor);
  }
  return [...chosen];
}

/** Puts tags on comments and takes them off; the figures that follow from it are asked for again. */
export function useTags(journey: string, moment: string) {
  const client = useQueryClient();
  const [failure, setFailure] = useState<TagFailure | null>(null);
  const [pending, setPending] = useState<readonly PendingTag[]>([]);
  const toggle = useCallback(
    async ({ visit, touch }: { readonly visit: number; readonly touch: number }, factor: string, on: boolean): Promise<boolean> => {
      const entry: PendingTag = { visit, touch, factor, on };
      setPending((entries) => [...entries, entry]);
      try {
        await sendChange(`/api/journeys/${encodeURIComponent(journey)}/comment-tags`, { visit, touch, moment, factor, on });
        setFailure(null);
        await client.invalidateQueries({ queryKey: ["report", journey] });
        return true;
      } catch (error) {
        setFailure(causeOf(error));
        return false;
      } finally {
        setPending((entries) => entries.filter((one) => one !== entry));
      }
    },
    [client, journey, moment],
  );
  return { toggle, failure, pending };
}

function causeOf(error: unknown): TagFailure {
  if (!(error instanceof ReportProblem)) return "offline";
  if (error.code === "rebuilding") return "rebuilding";
  if (error.status === 401 || error.status === 403) return "notAllowed";
  return error.status === 404 || error.status === 400 ? "gone" : "failed";
}
