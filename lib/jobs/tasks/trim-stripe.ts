import { log } from "@/lib/log";
import { trimDeliveries } from "@/lib/stripe/writes/trim-deliveries";
import type { Task } from "../task";

const KEPT_MS = 90 * 86_400_000;

/** What Stripe delivered and nobody needs is kept so long; by real time, as it came. */
export const trimStripeDeliveries: Task = async (job) => {
  const gone = await trimDeliveries(new Date(job.at.getTime() - KEPT_MS));
  if (gone > 0) log().info({ task: job.name, deliveries: gone }, "Stripe's deliveries trimmed");
};
