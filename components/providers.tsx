"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ReportProblem } from "./queries.ts";

/** An answer younger than this is not asked for again, milliseconds. */
const FRESH = 30_000;

/** A refusal stays one however often it is asked; a failure of the server or the network may pass. */
function worthAnotherTry(failures: number, error: Error): boolean {
  const refused = error instanceof ReportProblem && error.status >= 400 && error.status < 500;
  return !refused && failures < 2;
}

/** What every screen stands on: the cache of answers. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: FRESH, retry: worthAnotherTry } } }));
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
