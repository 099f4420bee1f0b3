import type { Permission } from "@/lib/auth/permission";
import type { ExplainedEvent } from "@/lib/usage/schema/trace";

/** What every part of a trace is told. */
export type TraceProps = {
  readonly explained: ExplainedEvent;
  readonly zone: string;
  readonly permissions: readonly Permission[];
};
