import * as z from "zod";
import type { PlanMigrationId } from "@/lib/ids";
import { runMigration } from "@/lib/subscription/writes/migrate-subscribers";
import { jobContext, type Task } from "../task";

const Payload = z.object({ migrationId: z.uuid() });

/** Subscribers of a plan that somebody wants on its latest version; tried again, it goes on. */
export const migrateSubscribersOfPlan: Task = async (job) => {
  const { migrationId } = Payload.parse(job.payload);
  await runMigration(migrationId as PlanMigrationId, ({ organizationId }) =>
    jobContext(job, organizationId),
  );
};
