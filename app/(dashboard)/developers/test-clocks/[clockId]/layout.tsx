import type { ReactNode } from "react";
import { Queries } from "@/components/layout/queries";

/** Asks what an advance would do, and how far it is. */
export default function TestClockLayout({ children }: { children: ReactNode }) {
  return <Queries>{children}</Queries>;
}
