import type { ReactNode } from "react";
import { Queries } from "@/components/layout/queries";

/** Asks what a correction would do. */
export default function EventLayout({ children }: { children: ReactNode }) {
  return <Queries>{children}</Queries>;
}
