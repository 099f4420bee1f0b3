import { setGauge } from "@/lib/gauges";
import { log } from "@/lib/log";
import { compareEverywhere } from "@/lib/usage/reads/compare-roll-ups";
import { keepComparisons } from "@/lib/usage/writes/keep-comparisons";
import type { Task } from "../task";

/** The log tells of so many; `florin usage verify` lists all. */
const MOST_TOLD = 100;

/**
 * Rebuilds the usage of recent days from the events alone, and the ledger's sums by day and member from
 * its entries, and compares (DESIGN §5).
 *
 * @throws Error if one is not what they say, so that the job is shown as failed.
 */
export const compareRollUpsOfRecentDays: Task = async ({ name, at }) => {
  const compared = await compareEverywhere({ recentAt: at });
  await keepComparisons(compared, at);
  const differences = compared.flatMap(({ organizationId, differences: list }) =>
    list.map((difference) => ({ organizationId, ...difference })),
  );
  for (const difference of differences.slice(0, MOST_TOLD))
    log().error({ task: name, ...difference }, "roll-up differs");
  setGauge("florin_roll_up_differences", differences.length);
  if (differences.length > 0)
    throw new Error(`${differences.length} roll-ups differ from their events or entries`);
  log().info({ task: name, organizations: compared.length }, "the roll-ups tie out");
};
