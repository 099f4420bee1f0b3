import type { ReactNode } from "react";
import { Queries } from "@/components/layout/queries";

/** Asks what a command would do. */
export default function SubscriptionLayout({ children }: { children: ReactNode }) {
  return <Queries>{children}</Queries>;
}
