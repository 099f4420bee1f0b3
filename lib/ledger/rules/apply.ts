/**
 * The ledger's one decision: books and a command in, entries and new books out. Pure: ids and
 * instants are given. The only place where credits move.
 */
import type { GrantId, Id, TransactionId } from "@/lib/ids";
import { type Credits, sum } from "@/lib/money/credits";
import { applyAdjust } from "./adjust";
import { bookDue } from "./book-due";
import { type Books, instantOf, later } from "./books";
import { applyCapture } from "./capture";
import type { Booked, Command, Draw, Refusal } from "./command";
import { applyDebit } from "./debit";
import { type Decision, type Done, done } from "./decision";
import { Draft } from "./draft";
import { nextDue } from "./due";
import type { Entry, Posting } from "./entry";
import { applyExtend } from "./extend";
import { applyActivate, applyGrant } from "./grant";
import { applyHold } from "./hold";
import { applyInvoiceOverage } from "./invoice-overage";
import type { MemberUse } from "./member-limit";
import { applyStartRefill, applyStopRefill } from "./refill";
import { applyRelease, holdThatEnded } from "./release";
import { applyReset } from "./reset";
import { applyReverse } from "./reverse";
import { applyTransferIn, applyTransferOut } from "./transfer";
import { applyVoid } from "./void";
import { applyVoidWallet } from "./void-wallet";
import { applyClose, applyFreeze } from "./wallet-states";

/** A transaction as it will stand in the ledger. */
export type LedgerTransaction = {
  readonly id: TransactionId;
  /** The command's kind; `due` is what time did before it. */
  readonly kind: Command["kind"] | "due";
  readonly amount: Credits;
  readonly reverses: TransactionId | null;
  readonly use: Done["use"];
  readonly holdId: Done["holdId"];
  readonly memberWindow: Done["memberWindow"];
  /** What members took by it, and got back. */
  readonly memberUse: readonly MemberUse[];
  readonly effectiveAt: Date;
  readonly recordedAt: Date;
  readonly entries: readonly Entry[];
  readonly postings: readonly Posting[];
  readonly issued: readonly GrantId[];
};

export type Stamp = {
  /** When the command was asked for; it counts from then, or from the last booked instant. */
  readonly askedAt: Date;
  /** When it is written down, if later than it counts. */
  readonly recordedAt?: Date;
  readonly mint: <Name extends Id<string>>() => Name;
};

export type Answer = Omit<Booked, "isReplayed" | "fingerprint">;

export type Applied = {
  readonly books: Books;
  /** What is to be written, in order. */
  readonly booked: readonly LedgerTransaction[];
  readonly answer: Answer | { readonly ok: false; readonly refusal: Refusal };
};

/** Applies one command. A refused one changes nothing, what is due included. */
export function apply(books: Books, command: Command, stamp: Stamp): Applied {
  const at = instantOf(books, stamp.askedAt);
  const due = command.kind === "expire" ? undefined : applyDue(books, at, stamp);
  const draft = draftOf(due?.books ?? books, at, stamp.mint);
  const decision = decide(draft, command, stamp.askedAt);
  if (!decision.ok) return { books, booked: [], answer: decision };

  const transaction = close(draft, decision, { kind: command.kind, stamp });
  return {
    books: draft.books,
    booked: due ? [due.transaction, transaction] : [transaction],
    answer: answerOf(transaction, decision),
  };
}

/** Books what is due at `at` as a transaction of its own; undefined if nothing is. */
export function applyDue(books: Books, at: Date, stamp: Omit<Stamp, "askedAt">) {
  // Most commands find nothing due, and need no draft to see it.
  if (nextDue(books, at) === undefined) return undefined;
  const draft = draftOf(books, at, stamp.mint);
  bookDue(draft);
  const last = draft.entries.at(-1);
  if (last === undefined) return undefined;
  const amount = sum(draft.entries.map((entry) => entry.amount));
  const holdId = holdThatEnded(books, draft);
  const told = done({ amount, holdId, effectiveAt: last.effectiveAt });
  if (!told.ok) return undefined;
  const transaction = close(draft, told, { kind: "due", stamp });
  return { books: draft.books, transaction };
}

function decide(draft: Draft, command: Command, askedAt: Date): Decision {
  switch (command.kind) {
    case "grant":
      return applyGrant(draft, command);
    case "activate":
      return applyActivate(draft, command);
    case "debit":
      return applyDebit(draft, command, askedAt);
    case "void":
      return applyVoid(draft, command);
    case "expire":
      return applyExpire(draft);
    case "reverse":
      return applyReverse(draft, command);
    case "invoice_overage":
      return applyInvoiceOverage(draft, command);
    case "hold":
      return applyHold(draft, command);
    case "capture":
      return applyCapture(draft, command);
    case "release":
      return applyRelease(draft, command);
    case "freeze":
    case "unfreeze":
      return applyFreeze(draft, command);
    case "close":
      return applyClose(draft, command);
    case "adjust":
      return applyAdjust(draft, command);
    case "extend":
      return applyExtend(draft, command);
    case "transfer_out":
      return applyTransferOut(draft, command);
    case "transfer_in":
      return applyTransferIn(draft, command);
    case "void_wallet":
      return applyVoidWallet(draft, command);
    case "reset":
      return applyReset(draft, command);
    case "start_refill":
      return applyStartRefill(draft, command);
    case "stop_refill":
      return applyStopRefill(draft, command);
  }
}

/** Books what is due as the command's own transaction; its amount is what lapsed. */
function applyExpire(draft: Draft): Decision {
  bookDue(draft);
  const lapsed = draft.entries.filter(({ to }) => to === "expired");
  return done({ amount: sum(lapsed.map(({ amount }) => amount)) });
}

const draftOf = (books: Books, at: Date, mint: Stamp["mint"]) =>
  new Draft(books, { at, mint, transactionId: mint<TransactionId>() });

function close(
  draft: Draft,
  { amount, reverses, use, holdId, memberWindow, effectiveAt }: Done,
  { kind, stamp }: Pick<LedgerTransaction, "kind"> & { readonly stamp: Pick<Stamp, "recordedAt"> },
): LedgerTransaction {
  return {
    id: draft.transactionId,
    kind,
    amount,
    reverses,
    use,
    holdId,
    memberWindow,
    memberUse: draft.members.uses,
    effectiveAt: effectiveAt ?? draft.at,
    recordedAt: later(draft.at, stamp.recordedAt ?? draft.at),
    postings: draft.close(),
    entries: draft.entries,
    issued: draft.issued,
  };
}

function answerOf(
  { id, postings, entries, kind }: LedgerTransaction,
  decision: Extract<Decision, { ok: true }>,
): Answer {
  const {
    ok: _,
    reverses: __,
    effectiveAt: ___,
    use: ____,
    memberWindow: _____,
    ...told
  } = decision;
  const figures = postings.map(({ seq: _, ...wallet }) => wallet);
  return { ok: true, transactionId: id, draws: drawsOf(entries, kind), figures, ...told };
}

/** A grant paid for a use. A settlement of overage carries its lot and is not one. */
export const isDraw = ({ grantId, to, lotId }: Pick<Entry, "grantId" | "to" | "lotId">) =>
  grantId !== null && to === "consumed" && lotId === null;

/** Which entries tell what a transaction drew, gave back or set aside. */
function tellsOf(kind: string): (entry: DrawEntry) => boolean {
  switch (kind) {
    case "reverse":
      return ({ from }) => from === "consumed";
    case "hold":
      return ({ to }) => to === "held";
    case "release":
      return ({ from }) => from === "held";
    case "void_wallet":
    case "adjust":
      return ({ to }) => to === "voided";
    case "reset":
      return ({ to }) => to === "expired";
  }
  return isDraw;
}

type DrawEntry = Pick<
  Entry,
  "grantId" | "walletId" | "amount" | "decidedBy" | "from" | "to" | "lotId"
>;

/** The draws that the entries of a transaction tell of, in their order. */
export function drawsOf(entries: readonly DrawEntry[], kind: string): readonly Draw[] {
  const tells = tellsOf(kind);
  return entries.flatMap((entry) => {
    const { grantId, walletId, amount, decidedBy } = entry;
    if (grantId === null || !tells(entry)) return [];
    return [{ grantId, walletId, amount, decidedBy: decidedBy ?? "only_choice" }];
  });
}
