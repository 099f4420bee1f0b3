import { expireDue } from "@/lib/ledger/writes/expire-due";
import { log } from "@/lib/log";
import { jobContext, type Task } from "../task";

/** Grant ends and starts that are due, so that stored figures show what reads already know. */
export const expireGrants: Task = async (job) => {
  const customers = await expireDue(job.at, (organizationId) => jobContext(job, organizationId));
  if (customers > 0) log().info({ task: job.name, customers }, "grant ends and starts booked");
};
