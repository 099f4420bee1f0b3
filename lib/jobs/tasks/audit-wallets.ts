import { setGauge } from "@/lib/gauges";
import { auditWallets } from "@/lib/ledger/writes/verify-due";
import { log } from "@/lib/log";
import type { Task } from "../task";

/**
 * Verifies the hundredth of all wallets whose hour it is, so that each is looked at within four
 * days without a reading of everything.
 *
 * @throws Error if a stored figure is not what the entries say, so that the job is shown as failed.
 */
export const auditWalletsOfTheHour: Task = async ({ name, at }) => {
  const { wallets, found } = await auditWallets(at);
  const differences = [...found].flatMap(([organizationId, list]) =>
    list.map((difference) => ({ organizationId, ...difference })),
  );
  for (const difference of differences)
    log().error({ task: name, ...difference }, "ledger differs");
  setGauge("florin_ledger_audit_differences", differences.length);
  if (differences.length > 0)
    throw new Error(`${differences.length} figures differ from the entries`);
  log().info({ task: name, wallets }, "the wallets of this hour tie out");
};
