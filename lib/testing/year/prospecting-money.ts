/**
 * J2 as it may be sold, too: tables and rows priced in money, paid from a wallet at 0.03 USD a
 * credit as far as that goes; the fee after the month, by the calendar of New York. The wallet has
 * 300 free credits to 10 February, and is set to 2,000 on the last day of each month.
 */
import { yearOf } from "./parse-year";

const ACTS = [
  "starts",
  "makes 8 tables",
  "makes 8 tables, told by the credits of each",
  "enriches 25 rows",
  "exports 3 times",
  "cancels now",
] as const;
export type ProspectingMoneyAct = (typeof ACTS)[number];

const TABLE = `
2028-01-20T05:00:00Z  Midnight in New York: nothing is asked for ahead, and 2,000 are to come
  does starts
  on Prospecting active
  has promotional 300, pending 2000
2028-01-25T15:00:00Z  Eight tables: five are free, the wallet has 9.00 USD of the 30.00
  # The sixth costs 10.00 USD: 300 credits are 9.00 of it. The other two find nothing.
  does makes 8 tables
  has pending 2000
  used table_create 8
2028-01-31T05:00:00Z  The first 2,000 of the wallet
  has promotional 2000
  used table_create 8
2028-02-01T05:00:00Z  The 1st: the fee of twelve days, and the tables that nothing paid
  # 12 of 31 days: 149.00 × 12/31 = 57.68.
  INV-2028-000001 78.68: recurring Prospecting 57.68; usage Create table 21; information Paid by credits: Create table 300
2028-02-05T15:00:00Z  Three tables at 10.00 USD: 333.333333333, 333.333333334 and 333.333333333 credits
  does makes 8 tables, told by the credits of each
  has promotional 1000
  used table_create 8
2028-02-20T15:00:00Z  25 rows: 1,000 credits pay for twenty
  # 1.50 USD are 50 credits: 20 rows are paid, five are not.
  does enriches 25 rows
  has nothing
  used table_create 8, enrich_contact 25
2028-02-29T05:00:00Z  The last day of February
  has promotional 2000
  used table_create 8, enrich_contact 25
2028-03-01T05:00:00Z  February, and the five rows
  INV-2028-000002 156.5: recurring Prospecting 149; usage Enrich contact 7.5; information Paid by credits: Create table 1000; information Paid by credits: Enrich contact 1000
2028-03-31T04:00:00Z  The last day of March, in summer time: what was left lapses, 2,000 come
2028-04-01T04:00:00Z  March, an hour shorter and as dear
  INV-2028-000003 149: recurring Prospecting 149
2028-04-10T15:00:00Z  Three exports are counted and cost nothing
  does exports 3 times
  used export_click 3
2028-04-16T04:00:00Z  Cancelled at once: the fee of the days that were lived; the wallet is its own
  # 15 of 30 days: half of 149.00.
  does cancels now
  on Prospecting ended
  INV-2028-000004 74.5: recurring Prospecting 74.5
2028-04-30T04:00:00Z  The wallet is set to 2,000 without a plan, too
`;

export const PROSPECTING_MONEY = yearOf(TABLE, { acts: ACTS, until: "2028-05-03" });
