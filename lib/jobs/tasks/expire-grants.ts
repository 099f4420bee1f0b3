import { expireDue } from "@/lib/ledger/writes/expire-due";
import { log, logError } from "@/lib/log";
import { jobContext, type Task } from "../task";

/** Grant ends and starts that are due, so that stored figures show what reads already know. */
export const expireGrants: Task = async (job) => {
  const { changed, failed } = await expireDue(job.at, (organizationId) =>
    jobContext(job, organizationId),
  );
  if (changed > 0)
    log().info({ task: job.name, customers: changed }, "grant ends and starts booked");
  for (const { customerId, reason } of failed) logError(reason, { task: job.name, customerId });
  if (failed.length > 0) {
    throw new Error(`${job.name}: the books of ${failed.length} customers could not be changed`);
  }
};
