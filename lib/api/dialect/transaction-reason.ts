/** The dialect's words for why a transaction was: one list says which it is, and which are asked for. */
import type { GrantTerms, TransactionCase } from "@/lib/ledger/reads/wallet-sight-filter";
import { KIND_NAMES } from "@/lib/ledger/schema/transaction-words";
import type { GrantView } from "@/lib/ledger/schema/wallet";

/** `USAGE` is ours, and three of the dialect's nothing here comes to. */
export const TRANSACTION_REASONS = [
  "FREE_CREDIT_GRANT",
  "SUBSCRIPTION_CREDIT_GRANT",
  "PURCHASED_CREDIT_INVOICED",
  "PURCHASED_CREDIT_DIRECT",
  "CREDIT_EXPIRED",
  "CREDIT_ADJUSTMENT",
  "MANUAL_BALANCE_DEBIT",
  "USAGE",
  "WALLET_TERMINATION",
  "INVOICE_PAYMENT",
  "CREDIT_NOTE",
] as const;
export type TransactionReason = (typeof TRANSACTION_REASONS)[number];

const GIVES = ["grant", "activate"];

const CASES: Readonly<Partial<Record<TransactionReason, readonly TransactionCase[]>>> = {
  USAGE: [{ kinds: ["capture"] }, { kinds: ["debit"], isUse: true }],
  MANUAL_BALANCE_DEBIT: [{ kinds: ["debit"], isUse: false }],
  CREDIT_EXPIRED: [{ kinds: ["expire"] }, { kinds: ["due"], hasExpired: true }],
  WALLET_TERMINATION: [{ kinds: ["close"] }],
  SUBSCRIPTION_CREDIT_GRANT: [{ kinds: GIVES, grant: { isOfPlan: true } }],
  FREE_CREDIT_GRANT: [{ kinds: GIVES, grant: { isOfPlan: false, isPrepaid: false } }],
  PURCHASED_CREDIT_INVOICED: [{ kinds: GIVES, grant: bought(true) }],
  PURCHASED_CREDIT_DIRECT: [{ kinds: GIVES, grant: bought(false) }],
};

function bought(isAwaitingPayment: boolean): GrantTerms {
  return { isOfPlan: false, isPrepaid: true, isAwaitingPayment };
}

const named = new Set(Object.values(CASES).flatMap((cases) => cases.flatMap(({ kinds }) => kinds)));

/** Whatever no other word says. */
const ADJUSTMENTS: readonly TransactionCase[] = [
  { kinds: Object.keys(KIND_NAMES).filter((kind) => !named.has(kind)) },
  { kinds: ["due"], hasExpired: false },
];

/** What a transaction with this reason can be; nothing, for a reason that none has. */
export const casesOfReason = (reason: TransactionReason): readonly TransactionCase[] =>
  reason === "CREDIT_ADJUSTMENT" ? ADJUSTMENTS : (CASES[reason] ?? []);

/** A transaction as its reason depends on it. */
type Told = {
  readonly kind: string;
  readonly isUse: boolean;
  readonly hasExpired: boolean;
  readonly grant: GrantView | undefined;
};

export const reasonOf = (told: Told): TransactionReason =>
  TRANSACTION_REASONS.find((reason) => CASES[reason]?.some((one) => isCase(one, told))) ??
  "CREDIT_ADJUSTMENT";

const isCase = ({ kinds, isUse, hasExpired, grant }: TransactionCase, told: Told): boolean =>
  kinds.includes(told.kind) &&
  agrees(isUse, told.isUse) &&
  agrees(hasExpired, told.hasExpired) &&
  (grant === undefined || isGrant(grant, told.grant));

const agrees = (asked: boolean | undefined, is: boolean) => asked === undefined || asked === is;

const isGrant = (terms: GrantTerms, grant: GrantView | undefined): boolean =>
  grant !== undefined &&
  agrees(terms.isOfPlan, grant.source === "plan") &&
  agrees(terms.isPrepaid, grant.category === "PREPAID") &&
  agrees(terms.isAwaitingPayment, grant.isAwaitingPayment);
