/** What happened, in words; the amount stands beside it. */
import type { HappeningView } from "@/lib/test-clock/schema";

type Kind = HappeningView["kind"];

const WORDS = {
  hold_ended: () => "A hold ended: its credits went back",
  expired: (name) => `${name} expired`,
  rolled_over: (name) => `${name} rolled over`,
  refilled: (name) => `${name} was refilled`,
  grant_started: (name) => `${name} became usable`,
  overage_settled: () => "Overage was settled",
  renewed: (name) => `${name} renewed`,
  ended: (name) => `${name} ended`,
  started: (name) => `${name} started`,
  overage_invoiced: () => "Overage was invoiced",
  overage_cleared: () => "Overage was cleared",
  granted: (name) => `${name} was given`,
  consumed: (name) => `${name} was used`,
  voided: (name) => `${name} was voided`,
  invoiced: (name) => `Invoice for ${name}`,
  set_apart: (name) => `A subscription could not be advanced and is set apart: ${name}`,
} as const satisfies Record<Kind, (name: string) => string>;

export const wordsOf = ({ kind, name }: Pick<HappeningView, "kind" | "name">): string =>
  WORDS[kind](name || "Credits");

/** Where one reads more of it. */
export function pageOf(happening: HappeningView): string {
  const { customerId, invoiceId, subscriptionId, transactionId } = happening;
  if (invoiceId) return `/invoices/${invoiceId}`;
  if (subscriptionId) return `/subscriptions/${subscriptionId}`;
  const ledger = `/customers/${customerId}/ledger`;
  return transactionId ? `${ledger}?row=${transactionId}` : ledger;
}
