"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

/** A refused question is not asked again: only a passing fault may answer otherwise. */
const newQueryClient = () =>
  new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry: 1 } } });

/**
 * Around the pages whose parts ask while they are looked at, by their route's layout. Not at the
 * root: most lists ask nothing, and would carry it for nothing.
 */
export function Queries({ children }: { children: ReactNode }) {
  const [queryClient] = useState(newQueryClient);
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
