"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { noteRebuild } from "./rebuild/use-rebuild.ts";

/**
 * Keeps what is on the screen up to date: when the journey's data move, the answers that are shown are asked for again. What is told of a
 * rebuild is kept for whoever shows it.
 */
export function LiveData({ journey }: { readonly journey: string }) {
  const client = useQueryClient();
  useEffect(() => {
    const events = new EventSource(`/api/journeys/${encodeURIComponent(journey)}/events`);
    let known: string | null = null;
    // A connection begins with what is being derived, if anything is: what the last one told may be over.
    events.addEventListener("open", () => noteRebuild(client, journey, null));
    events.addEventListener("data", ({ data }: MessageEvent<string>) => {
      if (known !== null && known !== data) void client.invalidateQueries({ refetchType: "active" });
      known = data;
    });
    events.addEventListener("rebuild", ({ data }: MessageEvent<string>) => noteRebuild(client, journey, JSON.parse(data)));
    return () => {
      events.close();
      noteRebuild(client, journey, null);
    };
  }, [client, journey]);
  return null;
}
