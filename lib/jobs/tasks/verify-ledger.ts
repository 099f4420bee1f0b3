import { setGauge } from "@/lib/gauges";
import { verifyEverything } from "@/lib/ledger/writes/verify-due";
import { log } from "@/lib/log";
import type { Task } from "../task";

/**
 * Rebuilds every balance from the entries alone and compares (DESIGN §4.7); each organization's
 * result is kept for its ledger page.
 *
 * @throws Error if a stored figure is not what the entries say, so that the job is shown as failed.
 */
export const verifyWholeLedger: Task = async ({ name, at }) => {
  const results = await verifyEverything(at);
  let found = 0;
  for (const [organizationId, { differences, ...counts }] of results) {
    found += differences.length;
    for (const difference of differences)
      log().error({ task: name, organizationId, ...difference }, "ledger differs");
    if (differences.length === 0)
      log().info({ task: name, organizationId, ...counts }, "the ledger ties out");
  }
  setGauge("florin_ledger_differences", found);
  if (found > 0) throw new Error(`${found} figures differ from the entries`);
};
