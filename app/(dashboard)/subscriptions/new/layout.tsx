import type { ReactNode } from "react";
import { Queries } from "@/components/layout/queries";

/** Asks what a start would do. */
export default function NewSubscriptionLayout({ children }: { children: ReactNode }) {
  return <Queries>{children}</Queries>;
}
