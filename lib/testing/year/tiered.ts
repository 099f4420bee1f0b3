/**
 * J5 over fourteen months: a trial, a paid plan, a dearer tier within the period, an upgrade, a
 * downgrade at the period's end, a year paid ahead, and the end. Acme lives in Berlin and pays at
 * 02:30 on the last day of the month: on 31 October 2027 that time comes twice, February 2028 has
 * 29 days, and March an hour less. An action costs one credit.
 */
import { yearOf } from "./parse-year";

const ACTS = [
  "tries Starter",
  "uses",
  "takes 3,000 for the rest of the period",
  "buys 1,000",
  "pays",
  "upgrades to Pro",
  "goes back to Starter at the end of the period",
  "pays a year ahead",
  "cancels at the end",
  "comes back",
  "cancels now",
] as const;
export type TieredAct = (typeof ACTS)[number];

/** How much is used, by the row's instant. */
export const TIERED_USES: Readonly<Record<string, number>> = {
  "2027-08-20T09:00:00Z": 50,
  "2027-09-10T09:00:00Z": 500,
  "2027-11-15T09:00:00Z": 2_100,
  "2027-12-03T09:00:00Z": 100,
  "2028-02-10T09:00:00Z": 3_200,
  "2028-03-10T09:00:00Z": 500,
  "2028-04-20T09:00:00Z": 20_000,
  "2028-06-20T09:00:00Z": 1_500,
  "2028-08-01T09:00:00Z": 10_000,
  "2028-09-05T09:00:00Z": 2_000,
};

const TABLE = `
2027-08-17T00:30:00Z  14 days to try Starter; 200 credits from us, which never end
  does tries Starter
  on Starter trialing
  has promotional 200
2027-08-20T09:00:00Z  50 actions
  does uses
  has promotional 150
  used ai_action 50
2027-08-31T00:30:00Z  The trial is over: the first month, to 30 September
  on Starter active
  has committed 2000, promotional 150
  INV-2027-000001 149: recurring Credits a month 149; information Paid by credits: AI action 50
2027-09-10T09:00:00Z  500 actions: the plan's credits end sooner, so they go first
  does uses
  has committed 1500, promotional 150
  used ai_action 500
2027-09-30T00:30:00Z  September has 30 days; 1,500 lapse
  has committed 2000, promotional 150
  INV-2027-000002 149: recurring Credits a month 149; information Paid by credits: AI action 500
2027-10-31T00:30:00Z  02:30 for the first time, in summer time
  INV-2027-000003 149: recurring Credits a month 149
2027-11-15T09:00:00Z  2,100 actions: all of the plan's credits, and 100 of ours
  does uses
  has promotional 50
  used ai_action 2100
2027-11-30T01:30:00Z  02:30 in winter time
  has committed 2000, promotional 50
  INV-2027-000004 149: recurring Credits a month 149; information Paid by credits: AI action 2100
2027-12-03T09:00:00Z  100 actions
  does uses
  has committed 1900, promotional 50
  used ai_action 100
2027-12-08T01:30:00Z  The tier of 3,000, for what is left of the period
  # 23 of 31 days are left, and 95 % of the credits: by time. 199.00 × 23/31 = 147.65,
  # 149.00 × 23/31 = 110.55, and 3,000 × 23/31 = 2,225.80, cut down to the unit's two places.
  does takes 3,000 for the rest of the period
  has committed 2225.8, promotional 50
  used ai_action 100
  INV-2027-000005 37.1: recurring Credits a month 147.65; credit Unused: Credits a month -110.55; information Paid by credits: AI action 100
2027-12-31T01:30:00Z  The period kept its end
  has committed 3000, promotional 50
  INV-2027-000006 199: recurring Credits a month 199
2028-01-10T09:00:00Z  1,000 credits bought at 0.10 USD, not paid yet: numbers start anew with the year
  does buys 1,000
  has committed 3000, promotional 50, pending 1000
  INV-2028-000001 100: credits Credits: 1,000 credits 100
2028-01-12T09:00:00Z  Paid
  does pays
  has committed 3000, promotional 50, prepaid 1000
  pays INV-2028-000001
2028-01-31T01:30:00Z  January has its 31st again
  INV-2028-000002 199: recurring Credits a month 199
2028-02-10T09:00:00Z  3,200 actions: the plan's 3,000, our last 50, then 150 that were bought
  does uses
  has prepaid 850
  used ai_action 3200
2028-02-29T01:30:00Z  A leap year: the 29th
  has committed 3000, prepaid 850
  INV-2028-000003 199: recurring Credits a month 199; information Paid by credits: AI action 3200
2028-03-10T09:00:00Z  500 actions
  does uses
  has committed 2500, prepaid 850
  used ai_action 500
2028-03-15T12:30:00Z  Pro with 50,000, at once: a new period of its own
  # To 31 March, 02:30 in summer time, the period has 743 hours; 372 are left, less than the
  # 83 % of the credits: 199.00 × 372/743 = 99.63. Void and replace: what was bought stays.
  does upgrades to Pro
  on Pro active
  has committed 50000, prepaid 850
  INV-2028-000004 700.37: recurring Credits a month 800; credit Unused: Credits a month -99.63; information Paid by credits: AI action 500
2028-04-15T11:30:00Z  13:30 in Berlin, now in summer time
  INV-2028-000005 800: recurring Credits a month 800
2028-04-20T09:00:00Z  20,000 actions
  does uses
  has committed 30000, prepaid 850
  used ai_action 20000
2028-04-25T09:00:00Z  Back to Starter: a cheaper plan waits for the end of the period
  does goes back to Starter at the end of the period
  used ai_action 20000
2028-05-15T11:30:00Z  Starter with 2,000; 30,000 of Pro lapse
  on Starter active
  has committed 2000, prepaid 850
  INV-2028-000006 149: recurring Credits a month 149; information Paid by credits: AI action 20000
2028-06-15T11:30:00Z  A month of Starter
  INV-2028-000007 149: recurring Credits a month 149
2028-06-20T09:00:00Z  1,500 actions: a quarter of the credits is left
  does uses
  has committed 500, prepaid 850
  used ai_action 1500
2028-06-30T11:30:00Z  The year, 24,000 credits up front
  # Half of the time is left, but a quarter of the credits: 149.00 × 1/4 = 37.25.
  does pays a year ahead
  has committed 24000, prepaid 850
  INV-2028-000008 1762.75: recurring Credits a year 1800; credit Unused: Credits a month -37.25; information Paid by credits: AI action 1500
2028-08-01T09:00:00Z  10,000 actions; no month ends in between
  does uses
  has committed 14000, prepaid 850
  used ai_action 10000
2028-09-05T09:00:00Z  2,000 actions
  does uses
  has committed 12000, prepaid 850
  used ai_action 12000
2028-10-10T09:00:00Z  Cancelled to the end of the year that was paid: nothing ends before
  does cancels at the end
  on Starter cancelled
  used ai_action 12000
2028-10-12T09:00:00Z  Taken back
  does comes back
  on Starter active
  used ai_action 12000
2028-10-16T09:00:00Z  Cancelled at once: the plan's credits are voided, bought ones stay, no fee is given back
  does cancels now
  on Starter ended
  has prepaid 850
`;

export const TIERED_YEAR = yearOf(TABLE, { acts: ACTS, until: "2028-10-20" });
