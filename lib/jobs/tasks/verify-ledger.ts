import { verifyLedger } from "@/lib/ledger/reads/verify";
import { log } from "@/lib/log";
import type { Task } from "../task";

/**
 * Rebuilds every balance from the entries alone and compares (DESIGN §4.7).
 *
 * @throws Error if a stored figure is not what the entries say, so that the job is shown as failed.
 */
export const verifyWholeLedger: Task = async ({ name }) => {
  const { differences, wallets, grants, entries } = await verifyLedger();
  for (const difference of differences)
    log().error({ task: name, ...difference }, "ledger differs");
  if (differences.length > 0)
    throw new Error(`${differences.length} figures differ from the entries`);
  log().info({ task: name, wallets, grants, entries }, "the ledger ties out");
};
