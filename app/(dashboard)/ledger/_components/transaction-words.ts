import type { EntryView, TransactionView } from "@/lib/ledger/schema/transaction";
import { REASON_NAMES } from "../../customers/[customerId]/_components/debit-fields";

/** The kinds of transactions, as filters and badges name them. */
export const KIND_NAMES: Readonly<Record<string, string>> = {
  debit: "Debit",
  grant: "Grant",
  activate: "Payment",
  due: "Time",
  void: "Void",
  reverse: "Reversal",
  invoice_overage: "Overage",
};

export const kindName = (kind: string): string => KIND_NAMES[kind] ?? kind.replaceAll("_", " ");

/** What happened, in a few words. */
export function describeTransaction(transaction: TransactionView): string {
  const { kind, entries, featureName, cause } = transaction;
  const grant = entries.find(({ grantName }) => grantName !== null)?.grantName ?? "credits";
  switch (kind) {
    case "debit":
      return featureName ?? (cause?.kind === "usage" ? "Use" : manualWords(transaction));
    case "grant":
      return moves(entries, "issued", "pending") ? `${grant}, waiting for payment` : grant;
    case "activate":
      return `${grant} paid, now usable`;
    case "due":
      return dueWords(entries, grant);
    case "void":
      return `${grant} ended`;
    case "reverse":
      return "Given back";
    case "invoice_overage":
      return "Overage taken over by an invoice";
    default:
      return kindName(kind);
  }
}

const manualWords = ({ reasonCode }: TransactionView) => {
  const name = REASON_NAMES[reasonCode as keyof typeof REASON_NAMES];
  return name ? `By hand: ${name.toLowerCase()}` : "By hand";
};

function dueWords(entries: readonly EntryView[], grant: string): string {
  if (moves(entries, "available", "expired")) return `${grant} expired`;
  return moves(entries, "pending", "available") ? `${grant} started` : grant;
}

const moves = (entries: readonly EntryView[], from: string, to: string) =>
  entries.some((entry) => entry.from === from && entry.to === to);

/** What one entry did, by the accounts that it moved credits between. */
const MOVEMENTS: Readonly<Record<string, string>> = {
  "issued available": "granted",
  "issued pending": "granted, not usable yet",
  "pending available": "became usable",
  "pending voided": "voided before its start",
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
  "overage consumed": "went below zero",
  "consumed overage": "what was owed is settled",
  "invoiced overage": "invoiced",
};

export const movementOf = ({ from, to }: EntryView): string =>
  MOVEMENTS[`${from} ${to}`] ?? `${from} to ${to}`;
