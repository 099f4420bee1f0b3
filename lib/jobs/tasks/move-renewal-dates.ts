import * as z from "zod";
import type { RenewalMoveId } from "@/lib/ids";
import { runRenewalMove } from "@/lib/subscription/writes/move-renewal-dates";
import { jobContext, type Task } from "../task";

const Payload = z.object({ moveId: z.uuid() });

/** Renewal dates that somebody wants on another day; tried again, it goes on. */
export const moveRenewalDatesOfMany: Task = async (job) => {
  const { moveId } = Payload.parse(job.payload);
  await runRenewalMove(moveId as RenewalMoveId, ({ organizationId }) =>
    jobContext(job, organizationId),
  );
};
