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

const of = (customer: string | null, word: string) => (customer ? ` ${word} ${customer}` : "");
const told = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? `${value}` : "";
const credits = ({ after }: Act) =>
  told(after.amount) ? `${formatCredits(told(after.amount))} credits` : "credits";
const invoice = ({ after }: Act) =>
  told(after.number) ? `invoice ${told(after.number)}` : "an invoice";
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
  "subscription.ended": (act) => `ended the subscription${of(act.customer, "of")}`,
  "invoice.issued": (act) => `issued ${invoice(act)}${of(act.customer, "to")}`,
  "invoice.payment_recorded": (act) => `recorded a payment${of(act.customer, "of")}`,
  "invoice.payment_failed": (act) => `recorded a failed payment${of(act.customer, "of")}`,
  "invoice.voided": (act) => `voided an invoice${of(act.customer, "of")}`,
  "credit_cost.added": () => "changed a credit cost",
  "plan.draft_opened": () => "began a new draft of a plan",
  "plan.draft_updated": () => "changed a plan's draft",
  "plan.published": () => "published a plan",
};

/** `customer.created` of Acme is "created customer Acme", whatever the thing. */
export function wordingOf(act: Act): string {
  const known = WORDINGS[act.action];
  if (known) return known(act);
  const [, verb = act.action] = act.action.split(".");
  const thing = act.entity.replaceAll("_", " ").replace(/^api /, "API ");
  return [verb.replaceAll("_", " "), thing, named(act)].filter(Boolean).join(" ");
}
