import type { ReactNode } from "react";
import { Queries } from "@/components/layout/queries";

/** Asks for the last verification, and what a reversal would do. */
export default function LedgerLayout({ children }: { children: ReactNode }) {
  return <Queries>{children}</Queries>;
}
