/** A booked transaction on its way into the tables. */
import { createHash } from "node:crypto";
import { type GrantId, idText, type OverageLotId, type WalletId } from "@/lib/ids";
import type { LedgerTransaction } from "../rules/apply";
import type { Books, Grant, OverageLot } from "../rules/books";
import type { Command } from "../rules/command";
import type { Named } from "./known";

/** With who asked for it, and what the tables keep of the request and of the answer. */
export type Writing = Named & {
  readonly transaction: LedgerTransaction;
  readonly contentHash: string;
  readonly outcome: string | null;
};

/** What time did before a command is the system's own doing, under a name of its own. */
export const isDue = ({ transaction }: Writing) => transaction.kind === "due";

/** Time has no cause but a hold that was to end. */
export function causeOf(row: Writing): Command["cause"] {
  if (!isDue(row)) return row.command.cause;
  const { holdId } = row.transaction;
  return holdId === null ? undefined : { kind: "hold", id: idText("hld", holdId) };
}

export const DUE_HASH = createHash("sha256").update("due").digest("hex");

/** One column of a set-based statement. */
export const column = <Thing, Value>(
  things: readonly Thing[],
  read: (thing: Thing) => Value,
): readonly Value[] => things.map(read);

/** The grants and lots of many customers' books, and in which books each wallet stands. */
export type Merged = {
  readonly grants: ReadonlyMap<GrantId, Grant>;
  readonly lots: ReadonlyMap<OverageLotId, OverageLot>;
  readonly booksOf: ReadonlyMap<WalletId, Books>;
};

export function merge(all: readonly Books[]): Merged {
  const grants = new Map<GrantId, Grant>();
  const lots = new Map<OverageLotId, OverageLot>();
  const booksOf = new Map<WalletId, Books>();
  for (const books of all) {
    for (const [id, grant] of books.grants) grants.set(id, grant);
    for (const [id, lot] of books.lots) lots.set(id, lot);
    for (const id of books.wallets.keys()) booksOf.set(id, books);
  }
  return { grants, lots, booksOf };
}

export const issuedIn = (writings: readonly Writing[]): ReadonlySet<GrantId> =>
  new Set(writings.flatMap(({ transaction }) => transaction.issued));
