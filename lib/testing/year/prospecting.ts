/**
 * J2 over fourteen months: a fortnight's trial with credits of its own, then Starter paid ahead,
 * month by month, with five tables free in each. Lumen lives in New York and began at 20:00 there,
 * on the 17th; its months end at 20:00 on their last day, in UTC on the first of the next. A table
 * costs ten credits, a row one and a half.
 */
import { yearOf } from "./parse-year";

const ACTS = [
  "tries",
  "makes tables",
  "enriches rows",
  "gets 250 until 15 April",
  "enriches 20 rows late",
  "cancels at the end",
  "makes a table without a plan",
] as const;
export type ProspectingAct = (typeof ACTS)[number];

/** How many tables, of which one more fails the first time, and how many rows; by the row's instant. */
export const PROSPECTING_USES: Readonly<Record<string, number>> = {
  "2028-01-20T15:00:00Z": 4,
  "2028-01-20T16:00:00Z": 10,
  "2028-01-22T15:00:00Z": 2,
  "2028-01-25T15:00:00Z": 40,
  "2028-02-05T15:00:00Z": 6,
  "2028-02-20T15:00:00Z": 1_000,
  "2028-02-25T15:00:00Z": 400,
  "2028-04-05T15:00:00Z": 100,
  "2028-07-10T15:00:00Z": 3,
  "2028-07-11T15:00:00Z": 100,
  "2028-11-05T12:00:00Z": 2,
};

const TABLE = `
2028-01-18T01:00:00Z  The trial: 100 credits that end with it
  does tries
  on Prospecting Starter trialing
  has promotional 100
2028-01-20T15:00:00Z  Four tables are free; one that fails is none
  does makes tables
  used table_create 4
2028-01-20T16:00:00Z  Ten rows
  does enriches rows
  has promotional 85
  used table_create 4, enrich_contact 10
2028-01-22T15:00:00Z  The fifth table is free, the sixth is not
  does makes tables
  has promotional 75
  used table_create 6, enrich_contact 10
2028-01-25T15:00:00Z  Forty rows
  does enriches rows
  has promotional 15
  used table_create 6, enrich_contact 50
2028-02-01T01:00:00Z  31 January, 20:00: 15 credits of the trial lapse, the first month begins
  on Prospecting Starter active
  has committed 2000
  INV-2028-000001 149: recurring Prospecting Starter 149; information Paid by credits: Create table 10; information Paid by credits: Enrich contact 75
2028-02-05T15:00:00Z  Five tables are free anew, the sixth is not
  does makes tables
  has committed 1990
  used table_create 6
2028-02-20T15:00:00Z  1,000 rows
  does enriches rows
  has committed 490
  used table_create 6, enrich_contact 1000
2028-02-25T15:00:00Z  400 rows: 326 of them can be paid, 74 are refused and count for nothing
  does enriches rows
  has committed 1
  used table_create 6, enrich_contact 1326
2028-03-01T01:00:00Z  29 February, 20:00
  has committed 2000
  INV-2028-000002 149: recurring Prospecting Starter 149; information Paid by credits: Create table 10; information Paid by credits: Enrich contact 1989
2028-03-10T15:00:00Z  250 free credits, to the end of 14 April in New York
  does gets 250 until 15 April
  has committed 2000, promotional 250
2028-04-01T00:00:00Z  31 March, 20:00 in summer time
  INV-2028-000003 149: recurring Prospecting Starter 149
2028-04-05T15:00:00Z  100 rows: what ends on the 15th goes before what ends on the 30th
  does enriches rows
  has committed 2000, promotional 100
  used enrich_contact 100
2028-04-15T04:00:00Z  100 free credits lapse
  has committed 2000
  used enrich_contact 100
2028-05-01T00:00:00Z  30 April, 20:00: all 2,000 lapse
  INV-2028-000004 149: recurring Prospecting Starter 149; information Paid by credits: Enrich contact 150
2028-05-02T15:00:00Z  20 rows of 30 April arrive: April's lapsed credits pay them, and its period counts them
  does enriches 20 rows late
2028-06-01T00:00:00Z  31 May, 20:00
  INV-2028-000005 149: recurring Prospecting Starter 149
2028-07-01T00:00:00Z  30 June, 20:00
  INV-2028-000006 149: recurring Prospecting Starter 149
2028-07-10T15:00:00Z  Three tables are free
  does makes tables
  used table_create 3
2028-07-11T15:00:00Z  100 rows
  does enriches rows
  has committed 1850
  used table_create 3, enrich_contact 100
2028-08-01T00:00:00Z  31 July, 20:00: what was free is not told
  has committed 2000
  INV-2028-000007 149: recurring Prospecting Starter 149; information Paid by credits: Enrich contact 150
2028-09-01T00:00:00Z  31 August, 20:00
  INV-2028-000008 149: recurring Prospecting Starter 149
2028-10-01T00:00:00Z  30 September, 20:00
  INV-2028-000009 149: recurring Prospecting Starter 149
2028-11-01T00:00:00Z  31 October, 20:00
  INV-2028-000010 149: recurring Prospecting Starter 149
2028-11-05T12:00:00Z  Two rows, on the day that summer time ends
  does enriches rows
  has committed 1997
  used enrich_contact 2
2028-12-01T01:00:00Z  30 November, 20:00 in winter time
  has committed 2000
  INV-2028-000011 149: recurring Prospecting Starter 149; information Paid by credits: Enrich contact 3
2029-01-01T01:00:00Z  31 December, 20:00: in UTC the new year, whose numbers begin anew
  INV-2029-000001 149: recurring Prospecting Starter 149
2029-02-01T01:00:00Z  31 January, 20:00
  INV-2029-000002 149: recurring Prospecting Starter 149
2029-02-10T15:00:00Z  Cancelled to the end of the period: all stays until then
  does cancels at the end
  on Prospecting Starter cancelled
2029-03-01T01:00:00Z  28 February, 20:00: the end, and no invoice
  on Prospecting Starter ended
  has nothing
2029-03-05T15:00:00Z  A table without a plan has its price, and nothing to pay it with: refused
  does makes a table without a plan
`;

export const PROSPECTING_YEAR = yearOf(TABLE, { acts: ACTS, until: "2029-03-18" });
