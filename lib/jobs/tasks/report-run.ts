import { log, logError } from "@/lib/log";
import type { RunReport } from "@/lib/subscription/writes/advance-due";

/**
 * Logs what a run did.
 *
 * @throws Error if some of it failed, so that the job is shown as failed; the rest stands.
 */
export function reported(task: string, { steps, failed }: RunReport): void {
  if (steps > 0) log().info({ task, steps }, "subscriptions advanced");
  for (const { id, reason } of failed) logError(reason, { task, subscriptionId: id });
  if (failed.length > 0) {
    throw new Error(`${task}: ${failed.length} subscriptions could not be advanced`);
  }
}
