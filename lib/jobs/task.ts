/** What a job is to the code that does it. */
import type { Context } from "@/lib/context";
import type { OrganizationId } from "@/lib/ids";

export type Job = {
  /** The name under which it was queued. */
  readonly name: string;
  readonly id: string;
  /** The instant at which it was taken up: the clock of everything it does. */
  readonly at: Date;
  readonly payload: unknown;
};

/** A job that throws is tried again later, so it must be able to do the same work twice. */
export type Task = (job: Job) => Promise<void>;

/** What the job may do in one organization: everything, in its own name. */
export const jobContext = (job: Job, organizationId: OrganizationId): Context => ({
  organizationId,
  actor: { kind: "system", name: job.name },
  origin: "system",
  at: job.at,
  requestId: `job-${job.name}-${job.id}`,
});
