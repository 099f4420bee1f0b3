/** The sums that the ledger keeps by day and by member, beside what its entries say, for tests. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { findDayDifferences } from "@/lib/ledger/store/rebuilt-days";
import { findMemberDifferences } from "@/lib/ledger/store/rebuilt-members";

const ALL_DAYS = { from: "2020-01-01", to: "2099-12-31" };

/** Empty: both are what the entries say. */
export async function sumDifferences({ organizationId }: Context, days = ALL_DAYS) {
  const asked = { organizationId, days };
  const tx = { sql: readSql };
  return [...(await findDayDifferences(tx, asked)), ...(await findMemberDifferences(tx, asked))];
}
