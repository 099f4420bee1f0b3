import type { ReactNode } from "react";
import { Queries } from "@/components/layout/queries";

/** Asks what a move would do. */
export default function RenewalDatesLayout({ children }: { children: ReactNode }) {
  return <Queries>{children}</Queries>;
}
