"use client";

import { useParams, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";

/** What changes something is not offered while a wallet is looked at as of another time. */
export function NotInThePast({ children }: { children: ReactNode }) {
  const { walletId } = useParams();
  const isPast = useSearchParams().has("at");
  return walletId !== undefined && isPast ? null : children;
}
