import { tendExports } from "@/lib/export/writes/tend-exports";
import { log } from "@/lib/log";
import { jobContext, type Task } from "../task";

/** Exports whose writer was killed go on; those that have had their time are removed. */
export const tendAllExports: Task = async (job) => {
  const { taken, removed } = await tendExports(job.at, (organizationId) =>
    jobContext(job, organizationId),
  );
  if (taken + removed > 0) log().info({ task: job.name, taken, removed }, "exports tended");
};
