import * as z from "zod";
import type { OrganizationId } from "@/lib/ids";
import { log } from "@/lib/log";
import { replayWaiting } from "@/lib/usage/writes/replay-waiting";
import { jobContext, type Task } from "../task";

const Payload = z.object({
  organizationId: z.uuid().transform((id) => id as OrganizationId),
  externalCustomerId: z.string().nullable().default(null),
  eventName: z.string().nullable().default(null),
});

/** The events that waited for a customer, or for a feature that counts them. */
export const replayWaitingEvents: Task = async (job) => {
  const { organizationId, ...which } = Payload.parse(job.payload);
  const { looked, accepted } = await replayWaiting(jobContext(job, organizationId), which);
  if (looked > 0) log().info({ task: job.name, looked, accepted }, "waiting events replayed");
};
