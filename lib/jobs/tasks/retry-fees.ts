import { retryWaitingFees } from "@/lib/subscription/writes/retry-fees";
import { jobContext, type Task } from "../task";
import { reported } from "./report-run";

/** Fees in credits that stood unpaid, of customers who have got credits since. */
export const retryFeesOfTheSuspended: Task = async (job) =>
  reported(job.name, await retryWaitingFees((organizationId) => jobContext(job, organizationId)));
