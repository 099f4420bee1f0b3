import type { ReactNode } from "react";
import { Queries } from "@/components/layout/queries";

/** Asks what a closing would do. */
export default function UsageSettingsLayout({ children }: { children: ReactNode }) {
  return <Queries>{children}</Queries>;
}
