"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { ReportProblem, sendChange } from "#components/queries.ts";

export type TagFailure = "rebuilding" | "gone" | "notAllowed" | "offline" | "failed";

/** Puts tags on comments and takes them off; the figures that follow from it are asked for again. */
export function useTags(journey: string, moment: string) {
  const client = useQueryClient();
  const [failure, setFailure] = useState<TagFailure | null>(null);
  const toggle = useCallback(
    async (comment: { readonly visit: number; readonly touch: number }, factor: string, on: boolean): Promise<boolean> => {
      try {
        const { visit, touch } = comment;
        await sendChange(`/api/journeys/${encodeURIComponent(journey)}/comment-tags`, { visit, touch, moment, factor, on });
        setFailure(null);
        await client.invalidateQueries({ queryKey: ["report", journey] });
        return true;
      } catch (error) {
        setFailure(causeOf(error));
        return false;
      }
    },
    [client, journey, moment],
  );
  return { toggle, failure };
}

function causeOf(error: unknown): TagFailure {
  if (!(error instanceof ReportProblem)) return "offline";
  if (error.code === "rebuilding") return "rebuilding";
  if (error.status === 401 || error.status === 403) return "notAllowed";
  return error.status === 404 || error.status === 400 ? "gone" : "failed";
}
