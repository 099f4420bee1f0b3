/** What was done, as people say it: the words after the actor's name. */
import { formatCredits } from "@/lib/money/format";

export type Act = {
  /** Such as `wallet.debited`. */
  readonly action: string;
  readonly entity: string;
  /** Of the customer concerned. */
  readonly customer: string | null;
  /** What the record knows of the thing afterwards. */
  readonly after: Readonly<Record<string, unknown>>;
};

type Wording = (act: Act) => string;

const of = (name: string | null, word: string) => (name ? ` ${word} ${name}` : "");
const told = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? `${value}` : "";
const credits = ({ after }: Act) =>
  told(after.amount) ? `${formatCredits(told(after.amount))} credits` : "credits";
const invoice = ({ after }: Act) =>
  told(after.number) ? `invoice ${told(after.number)}` : "an invoice";
const item = ({ after }: Act) => told(after.item) || "an item";
const named = ({ after, customer }: Act) => told(after.name) || customer || "";

const WORDINGS: Readonly<Record<string, Wording>> = {
  "wallet.credited": (act) => `gave ${credits(act)}${of(act.customer, "to")}`,
  "wallet.debited": (act) => `debited ${credits(act)}${of(act.customer, "from")}`,
  "wallet.expired": (act) => `let ${credits(act)}${of(act.customer, "of")} expire`,
  "wallet.created": (act) => `opened a wallet${of(act.customer, "for")}`,
  "wallet.updated": (act) => `changed a wallet${of(act.customer, "of")}`,
  "wallet.frozen": (act) => `froze a wallet${of(act.customer, "of")}`,
  "wallet.unfrozen": (act) => `unfroze a wallet${of(act.customer, "of")}`,
  "wallet.closed": (act) => `closed a wallet${of(act.customer, "of")}`,
  "wallet.adjusted": (act) => `adjusted a wallet${of(act.customer, "of")} by ${credits(act)}`,
  "wallet.voided": (act) => `voided ${credits(act)}${of(act.customer, "of")}`,
  "wallet.reset": (act) => `reset a wallet${of(act.customer, "of")}`,
  "wallet.received": (act) => `moved ${credits(act)}${of(act.customer, "to")}`,
  "wallet.topped_up": (act) => `topped up ${credits(act)}${of(act.customer, "for")}`,
  "wallet.overage_invoiced": (act) =>
    `invoiced ${credits(act)} of overage${of(act.customer, "to")}`,
  "grant.activated": (act) => `made ${credits(act)} usable${of(act.customer, "for")}`,
  "grant.voided": (act) => `voided ${credits(act)}${of(act.customer, "of")}`,
  "grant.extended": (act) => `extended ${credits(act)}${of(act.customer, "of")}`,
  "grant.transferred": (act) => `moved ${credits(act)} out of a wallet${of(act.customer, "of")}`,
  "hold.placed": (act) => `held ${credits(act)}${of(act.customer, "of")}`,
  "hold.captured": (act) => `captured ${credits(act)} held${of(act.customer, "of")}`,
  "hold.released": (act) => `released credits held${of(act.customer, "of")}`,
  "refill.started": (act) => `started a refill of ${credits(act)}${of(act.customer, "for")}`,
  "refill.stopped": (act) => `stopped a refill${of(act.customer, "of")}`,
  "transaction.reversed": (act) => `gave ${credits(act)} back${of(act.customer, "to")}`,
  "subscription.started": (act) => `started a subscription${of(act.customer, "for")}`,
  "subscription.renewed": (act) => `renewed the subscription${of(act.customer, "of")}`,
  "subscription.cancelled": (act) => `cancelled the subscription${of(act.customer, "of")}`,
  "subscription.changed": (act) => `changed the plan${of(act.customer, "of")}`,
  "subscription.change_scheduled": (act) => `scheduled a change of plan${of(act.customer, "of")}`,
  "subscription.change_called_off": (act) => `called off a change of plan${of(act.customer, "of")}`,
  "subscription.billing_changed": (act) =>
    `changed how the subscription${of(act.customer, "of")} is billed`,
  "subscription.item_suspended": (act) => `suspended ${item(act)}${of(act.customer, "of")}`,
  "subscription.item_resumed": (act) => `resumed ${item(act)}${of(act.customer, "of")}`,
  "subscription.late_use_invoiced": (act) => `invoiced late use${of(act.customer, "of")}`,
  "subscription.tried_again": (act) => `tried the subscription${of(act.customer, "of")} once more`,
  "subscription.ended": (act) => `ended the subscription${of(act.customer, "of")}`,
  "invoice.issued": (act) => `issued ${invoice(act)}${of(act.customer, "to")}`,
  "invoice.payment_recorded": (act) => `recorded a payment${of(act.customer, "of")}`,
  "invoice.payment_failed": (act) => `recorded a failed payment${of(act.customer, "of")}`,
  "invoice.voided": (act) => `voided an invoice${of(act.customer, "of")}`,
  "credit_cost.added": () => "changed a credit cost",
  "plan.draft_opened": () => "began a new draft of a plan",
  "plan.migration_started": () => "began to move a plan's subscribers",
  "renewal_move.started": () => "began to move renewal dates",
  "plan.draft_updated": () => "changed a plan's draft",
  "plan.published": () => "published a plan",
  "export.asked": (act) => `asked for an export${of(named(act), "of")}`,
  "export.written": (act) => `wrote the export${of(named(act), "of")}`,
  "organization.billing_defaults_set": () => "changed how invoices are billed",
  "organization.event_retention_set": () => "changed how long raw events are kept",
  "organization.late_usage_days_set": () => "changed how late events may come",
  "stripe.terms_changed": () => "changed when credits end that Stripe sold",
  "usage.roll_ups_repaired": () => "repaired the sums of use",
};

/** `customer.created` of Acme is "created customer Acme", whatever the thing. */
export function wordingOf(act: Act): string {
  const known = WORDINGS[act.action];
  if (known) return known(act);
  const [, verb = act.action] = act.action.split(".");
  const thing = act.entity.replaceAll("_", " ").replace(/^api /, "API ");
  return [verb.replaceAll("_", " "), thing, named(act)].filter(Boolean).join(" ");
}
