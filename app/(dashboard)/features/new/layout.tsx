import type { ReactNode } from "react";
import { Queries } from "@/components/layout/queries";

/** Asks which events a definition would match. */
export default function NewFeatureLayout({ children }: { children: ReactNode }) {
  return <Queries>{children}</Queries>;
}
