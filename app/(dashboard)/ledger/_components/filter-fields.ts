/** What the ledger can be narrowed by. */
import { type Choice, choices, type FilterField } from "@/components/table/filter-field";
import { REASON_NAMES } from "@/lib/ledger/schema/reason-names";
import { KIND_NAMES } from "@/lib/ledger/schema/transaction-words";

export const ACCOUNT_NAMES = {
  issued: "Issued",
  pending: "Pending",
  available: "Available",
  held: "Held",
  consumed: "Consumed",
  expired: "Expired",
  voided: "Voided",
  moved: "Moved",
  overage: "Overage",
  invoiced: "Invoiced",
} as const;

export const CATEGORY_NAMES = {
  PREPAID: "Prepaid",
  PROMOTIONAL: "Promotional",
  COMMITTED: "Committed",
} as const;

export const REVERSED_NAMES = {
  taken_back: "Reversed, in part or whole",
  kept: "Not reversed, though it could be",
} as const;

export const KIND_FILTER = { key: "kind", label: "Kind", options: choices(KIND_NAMES) };

/** What depends on whose ledger it is. */
export type LedgerChoices = {
  readonly features: readonly Choice[];
  /** Of one customer; of all, wallets are not chosen. */
  readonly wallets: readonly Choice[] | null;
};

/** In the order in which the form asks; those without a form of their own come by links alone. */
export function filterFields({ features, wallets }: LedgerChoices): readonly FilterField[] {
  const accounts = choices(ACCOUNT_NAMES);
  const whose: readonly FilterField[] =
    wallets === null
      ? [{ key: "customer", label: "Customer", type: "text", hint: "Name, or external id" }]
      : [{ key: "wallet", label: "Wallet", type: "choice", options: wallets }];
  return [
    { key: "from", label: "From", type: "day" },
    { key: "to", label: "To", type: "day", hint: "That day included" },
    { key: "kind", label: "Kind", type: "choice", options: KIND_FILTER.options },
    ...whose,
    { key: "feature", label: "Feature", type: "choice", options: features },
    { key: "member", label: "Member", type: "text", hint: "The whole name" },
    { key: "out_of", label: "Out of account", type: "choice", options: accounts },
    { key: "into", label: "Into account", type: "choice", options: accounts },
    { key: "min", label: "Amount from", type: "amount" },
    { key: "max", label: "Amount to", type: "amount" },
    { key: "reason", label: "Kind of reason", type: "choice", options: choices(REASON_NAMES) },
    { key: "reversed", label: "Reversed", type: "choice", options: choices(REVERSED_NAMES) },
    { key: "actor", label: "By", type: "text", hint: "A part of the name" },
    { key: "reference", label: "Reference", type: "text", hint: "Its beginning" },
    {
      ...{ key: "category", label: "Grant category", type: "choice" },
      options: choices(CATEGORY_NAMES),
    },
  ];
}

/** Filters that links set and the form does not ask for. */
export const LINKED_FILTERS: readonly FilterField[] = [
  { key: "grant", label: "Grant", type: "text" },
  { key: "account", label: "Account", type: "choice", options: choices(ACCOUNT_NAMES) },
  { key: "unit", label: "Credit unit", type: "text" },
];
