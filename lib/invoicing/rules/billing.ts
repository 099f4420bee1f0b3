/** How subscriptions are billed: until when their invoices may be paid, and what comes with a payment. */
import { addDuration } from "@/lib/time/duration";

export const GRANT_ONS = ["start", "payment"] as const;
/** Whether a plan's credits come with their period, or with the payment of its invoice (SEMANTICS 8.3). */
export type GrantOn = (typeof GRANT_ONS)[number];

export const MOST_NET_DAYS = 365;

/** What new subscriptions have, where their start says nothing else. */
export type BillingDefaults = {
  /** Invoices are due so many days after they are issued. */
  readonly netDays: number;
  readonly grantOn: GrantOn;
};

/** As one subscription has it. */
export type BillingMethod = BillingDefaults & {
  /** The customer's own number of their order. */
  readonly poNumber: string | null;
};

export const NO_DEFAULTS: BillingDefaults = { netDays: 0, grantOn: "start" };

/** What is asked for; null: as the organization has it. */
export type AskedBilling = {
  readonly netDays: number | null;
  readonly poNumber: string | null;
  readonly grantOn: GrantOn | null;
};

export const billingOf = (asked: AskedBilling, defaults: BillingDefaults): BillingMethod => ({
  netDays: asked.netDays ?? defaults.netDays,
  poNumber: asked.poNumber || null,
  grantOn: asked.grantOn ?? defaults.grantOn,
});

/** The same local time so many days later, in the subscription's zone. */
export const dueAtOf = (
  issuedAt: Date,
  { netDays, zone }: Pick<BillingDefaults, "netDays"> & { readonly zone: string },
): Date =>
  netDays === 0 ? issuedAt : addDuration(issuedAt, { count: netDays, unit: "DAY" }, zone);
