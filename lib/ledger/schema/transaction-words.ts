import { dueWords, grantOf, type Movement, moves } from "./due-words";
import { REASON_NAMES } from "./reason-names";
import type { EntryView, TransactionView } from "./transaction";

/** The kinds of transactions, as filters and badges name them. */
export const KIND_NAMES = {
  debit: "Debit",
  grant: "Grant",
  activate: "Payment",
  due: "Fell due",
  expire: "Expiry",
  hold: "Hold",
  capture: "Capture",
  release: "Release",
  extend: "Extension",
  transfer_out: "Transfer out",
  transfer_in: "Transfer in",
  void: "Void",
  void_wallet: "Void of credits",
  reverse: "Reversal",
  adjust: "Adjustment",
  reset: "Reset",
  start_refill: "Refill set up",
  stop_refill: "Refill stopped",
  freeze: "Freeze",
  unfreeze: "Unfreeze",
  close: "Closing",
  invoice_overage: "Overage",
} as const satisfies Readonly<Record<string, string>>;
export type Kind = keyof typeof KIND_NAMES;

export const isKind = (kind: string): kind is Kind => Object.hasOwn(KIND_NAMES, kind);

export const kindName = (kind: string): string =>
  isKind(kind) ? KIND_NAMES[kind] : kind.replaceAll("_", " ");

/** What the words need; a line of a statement has it as a transaction does. */
export type Describable = Pick<
  TransactionView,
  "kind" | "featureName" | "cause" | "reasonCode" | "reason"
> & { readonly entries: readonly Pick<EntryView, "from" | "to" | "grantName">[] };

type Words = (transaction: Describable) => string;

const WORDS: Readonly<Record<Kind, Words>> = {
  debit: (told) => told.featureName ?? (told.cause?.kind === "usage" ? "Use" : manualWords(told)),
  grant: ({ entries }) =>
    moves(entries, "issued", "pending")
      ? `${grantOf(entries)}, waiting for payment`
      : grantOf(entries),
  activate: ({ entries }) => `${grantOf(entries)} paid, now usable`,
  due: ({ entries }) => dueWords(entries),
  expire: ({ entries }) => dueWords(entries),
  hold: ({ featureName }) => (featureName ? `Held for ${featureName}` : "Held"),
  capture: ({ featureName }) => (featureName ? `Captured for ${featureName}` : "Hold captured"),
  release: () => "Hold released",
  extend: ({ entries }) => `${grantOf(entries)} lasts longer`,
  transfer_out: ({ entries }) => `${grantOf(entries)} to another wallet`,
  transfer_in: ({ entries }) => `${grantOf(entries)} from another wallet`,
  void: ({ entries }) => `${grantOf(entries)} ended`,
  void_wallet: () => "Credits of the wallet ended",
  reverse: () => "Given back",
  adjust: ({ entries }) =>
    moves(entries, "available", "voided") ? "Corrected downwards" : "Corrected upwards",
  reset: () => "Wallet reset",
  start_refill: ({ entries }) =>
    entries.length === 0 ? "Refill set up" : `${grantOf(entries)}, first refill`,
  stop_refill: () => "No further refill",
  freeze: () => "Wallet frozen",
  unfreeze: () => "Wallet unfrozen",
  close: () => "Wallet closed",
  invoice_overage: () => "Overage taken over by an invoice",
};

/** What happened, in a few words. */
export const describeTransaction = (transaction: Describable): string =>
  isKind(transaction.kind) ? WORDS[transaction.kind](transaction) : kindName(transaction.kind);

const manualWords: Words = ({ reasonCode }) => {
  const name = REASON_NAMES[reasonCode as keyof typeof REASON_NAMES];
  return name ? `By hand: ${name.toLowerCase()}` : "By hand";
};

/** What one entry did, by the accounts that it moved credits between. */
const MOVEMENTS: Readonly<Record<string, string>> = {
  "issued available": "granted",
  "issued pending": "granted, not usable yet",
  "pending available": "became usable",
  "pending voided": "voided before its start",
  "pending moved": "moved to another grant before its start",
  "moved pending": "moved here, not usable yet",
  "available consumed": "used",
  "consumed available": "given back",
  "available expired": "expired",
  "expired available": "used after its end, for its time",
  "available voided": "voided",
  "available moved": "moved to another grant",
  "moved available": "moved here",
  "available held": "held",
  "held available": "released",
  "held consumed": "captured",
  "held expired": "released to a grant that had expired",
  "held voided": "released to a grant that was voided",
  "overage consumed": "went below zero",
  "consumed overage": "what was owed is settled",
  "invoiced overage": "invoiced",
  "overage invoiced": "its invoice was voided: owed again",
  "voided overage": "what was owed is cleared",
};

export const movementOf = ({ from, to }: Movement): string =>
  MOVEMENTS[`${from} ${to}`] ?? `${from} to ${to}`;
