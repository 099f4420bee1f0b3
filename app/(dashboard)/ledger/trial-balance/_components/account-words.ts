import type { TrialAccountView } from "@/lib/ledger/schema/trial-balance";

type Account = TrialAccountView["account"];

/** How each account is named, and what stands in it. */
export const ACCOUNT_WORDS: Readonly<Record<Account, readonly [name: string, meaning: string]>> = {
  issued_prepaid: ["Issued, prepaid", "bought credits that came into being"],
  issued_promotional: ["Issued, promotional", "given credits that came into being"],
  issued_committed: ["Issued, committed", "committed credits that came into being"],
  pending: ["Pending", "not usable yet: scheduled, or unpaid"],
  available: ["Available", "customers can spend it now"],
  held: ["Held", "reserved by open holds"],
  consumed: ["Consumed", "used"],
  expired: ["Expired", "lapsed unused"],
  voided: ["Voided", "taken back unused"],
  moved: ["Moved", "on its way between grants: always zero"],
  overage: ["Overage", "used beyond the grants: what customers owe, below zero"],
  invoiced: ["Invoiced overage", "what invoices took over"],
};

const ISSUED: Readonly<Partial<Record<Account, string>>> = {
  issued_prepaid: "PREPAID",
  issued_promotional: "PROMOTIONAL",
  issued_committed: "COMMITTED",
};

/** The ledger, narrowed to what left the account, or came to it. */
export function ledgerHref(
  account: Account,
  end: "account" | "out_of" | "into",
  { day, unit }: { readonly day: string | null; readonly unit: string },
): string {
  const category = ISSUED[account];
  const search = new URLSearchParams({ [end]: category ? "issued" : account });
  if (category) search.set("category", category);
  search.set("unit", unit);
  if (day) search.set("to", day);
  return `/ledger?${search}`;
}
