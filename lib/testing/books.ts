/** Books in memory for tests of the ledger's rules: a customer, wallets, and commands in words. */
import type { CustomerId, HoldId, Id, TransactionId, WalletId } from "@/lib/ids";
import {
  type Answer,
  type Applied,
  apply,
  isDraw,
  type LedgerTransaction,
} from "@/lib/ledger/rules/apply";
import type { Books, PastTransaction, Taking, Wallet } from "@/lib/ledger/rules/books";
import type {
  Command,
  DebitCommand,
  DebitPart,
  GrantCommand,
  Refusal,
} from "@/lib/ledger/rules/command";
import type { GrantTerms } from "@/lib/ledger/rules/terms";
import { ZERO } from "@/lib/money/credits";
import { NO_MONEY } from "@/lib/money/money";
import { credits } from "./amounts";

export const CUSTOMER = "customer" as CustomerId;
export const WALLET = "wallet" as WalletId;
export const NOON = new Date("2026-11-10T12:00:00Z");

/** `day(3)` is three days after `NOON`. */
export const day = (days: number) => new Date(NOON.getTime() + days * 86_400_000);

export const aWallet = (over: Partial<Wallet> = {}): Wallet => ({
  id: WALLET,
  creditUnit: "credits",
  priority: 50,
  featureIds: [],
  shortagePolicy: "REFUSE",
  overageLimit: null,
  status: "ACTIVE",
  createdAt: new Date(0),
  available: ZERO,
  held: ZERO,
  pending: ZERO,
  overage: ZERO,
  seq: 0,
  lastBookedAt: null,
  hasRefills: false,
  ...over,
});

export const emptyBooks = (...wallets: readonly Partial<Wallet>[]): Books => ({
  customerId: CUSTOMER,
  wallets: new Map(
    (wallets.length > 0 ? wallets : [{}]).map((over) => {
      const wallet = aWallet(over);
      return [wallet.id, wallet];
    }),
  ),
  grants: new Map(),
  burnOrder: [],
  holds: new Map(),
  lots: new Map(),
  refills: new Map(),
  past: new Map(),
});

/** A ledger in memory: applies commands and keeps what was booked, as the tables would. */
export class MemoryLedger {
  readonly booked: LedgerTransaction[] = [];
  private minted = 0;

  constructor(public books: Books = emptyBooks()) {}

  /** Applies a command; a debit can be reversed afterwards. */
  run(command: Command, at: Date = NOON): Applied["answer"] {
    const mint = <Name extends Id<string>>() =>
      `id-${String(++this.minted).padStart(6, "0")}` as Name;
    const { books, booked, answer } = apply(this.books, command, { askedAt: at, mint });
    const past = new Map(books.past);
    for (const transaction of booked) past.set(transaction.id, pastOf(transaction, books));
    this.books = { ...books, past };
    this.booked.push(...booked);
    return answer;
  }

  /** @throws Error if the command is refused. */
  do(command: Command, at: Date = NOON): Answer {
    const answer = this.run(command, at);
    if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
    return answer;
  }

  /** @throws Error if the command is not refused. */
  refusal(command: Command, at: Date = NOON): Refusal {
    const before = this.books;
    const answer = this.run(command, at);
    if (answer.ok) throw new Error("not refused");
    if (this.books.grants !== before.grants) throw new Error("a refusal changed the books");
    return answer.refusal;
  }

  wallet(id: WalletId = WALLET): Wallet {
    const wallet = this.books.wallets.get(id);
    if (!wallet) throw new Error(`no wallet ${id}`);
    return wallet;
  }
}

const pastOf = (
  { id, kind, entries, use, holdId, memberWindow }: LedgerTransaction,
  { holds }: Books,
): PastTransaction => {
  const ofHold = holds.get(holdId as HoldId)?.memberWindow ?? null;
  return {
    id,
    kind,
    member: use?.member ?? null,
    takings: entries.flatMap((entry, position): Taking[] => {
      const { grantId, lotId, walletId, amount, decidedBy } = entry;
      const window = entry.from === "held" ? ofHold : memberWindow;
      const told = { position, walletId, amount, returned: ZERO, memberWindow: window };
      if (grantId !== null && isDraw(entry)) {
        return [{ ...told, from: { grantId, decidedBy: decidedBy ?? "only_choice" } }];
      }
      return lotId !== null && entry.from === "overage" ? [{ ...told, from: { lotId } }] : [];
    }),
  };
};

let references = 0;
const reference = () => `ref-${++references}`;

/** `grant("40", { name: "A" })`: paid, effective for ages, never expiring unless told. */
export const grant = (
  amount: string,
  terms: Partial<GrantTerms> = {},
  over: Partial<GrantCommand> = {},
): GrantCommand => ({
  kind: "grant",
  customerId: CUSTOMER,
  reference: reference(),
  walletId: WALLET,
  isPaid: true,
  ...over,
  terms: {
    name: "Credits",
    amount: credits(amount),
    category: "PREPAID",
    source: "top_up",
    sourceReference: null,
    priority: 10,
    effectiveAt: day(-30),
    expiresAt: null,
    expiresAfterDays: null,
    costTotal: NO_MONEY,
    currency: "USD",
    featureIds: [],
    parentGrantId: null,
    ...terms,
  },
});

/** A debit over all wallets; several amounts make several parts. */
export const debit = (
  amounts: string | readonly (string | DebitPart)[],
  over: Partial<DebitCommand> = {},
): DebitCommand => ({
  kind: "debit",
  customerId: CUSTOMER,
  reference: reference(),
  walletId: null,
  creditUnit: "credits",
  featureId: null,
  member: null,
  groupId: null,
  parts: (typeof amounts === "string" ? [amounts] : amounts).map((part) =>
    typeof part === "string" ? { eventId: null, at: NOON, amount: credits(part) } : part,
  ),
  ...over,
});

export const reverse = (
  transactionId: TransactionId,
  amount: string | null = null,
  restoreDays: number | null = null,
): Command => ({
  kind: "reverse",
  customerId: CUSTOMER,
  reference: reference(),
  transactionId,
  amount: amount === null ? null : credits(amount),
  restoreDays,
});

/** What every other command says. */
export const asked = () => ({ customerId: CUSTOMER, reference: reference() });
