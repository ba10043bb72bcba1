"use client";

import { type QueryClient, useQuery } from "@tanstack/react-query";
import type { RebuildState } from "#domain/designer-document.ts";

const keyOf = (journey: string) => ["rebuild", journey] as const;

/** Notes what the server has told of a journey's rebuild; null: there is none. */
export function noteRebuild(client: QueryClient, journey: string, state: RebuildState | null): void {
  client.setQueryData<RebuildState | null>(keyOf(journey), state);
}

/** How far the journey's visits being derived anew are, as the server tells it to whoever listens (LiveData); null where nothing runs. */
export function useRebuild(journey: string): RebuildState | null {
  const { data } = useQuery<RebuildState | null>({
    queryKey: keyOf(journey),
    // It is told, never asked for.
    queryFn: () => null,
    enabled: false,
    initialData: null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}
