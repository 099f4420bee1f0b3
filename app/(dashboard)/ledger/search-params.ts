import { createLoader, parseAsString } from "nuqs/server";
import { type TransactionId as Id, TransactionId, WalletId } from "@/lib/ids";
import type { TransactionQuery } from "@/lib/ledger/reads/transactions";
import { parseAsCursor } from "../cursor-param";
import { KIND_NAMES } from "./_components/transaction-words";

const params = {
  kind: parseAsString,
  wallet: parseAsString,
  after: parseAsCursor,
  /** The open entry, and the one to be reversed. */
  row: parseAsString,
  reverse: parseAsString,
};

export const loadLedgerParams = createLoader(params);
export type LedgerParams = Awaited<ReturnType<typeof loadLedgerParams>>;

const PAGE_SIZE = 50;

/** A kind or a wallet that does not exist filters nothing out: a link may be old. */
export function ledgerQuery({ kind, wallet, after }: LedgerParams): TransactionQuery {
  const { data: walletId } = WalletId.safeParse(wallet);
  return {
    kinds: kind !== null && Object.hasOwn(KIND_NAMES, kind) ? [kind] : [],
    ...(walletId && { walletId }),
    cursor: after,
    limit: PAGE_SIZE,
  };
}

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = ({ kind, wallet, after }: LedgerParams): boolean =>
  kind !== null || wallet !== null || after !== null;

/** The entry that the address asks to see. */
export const openedId = ({ row, reverse }: LedgerParams): Id | undefined =>
  TransactionId.safeParse(reverse ?? row).data;

export const KIND_FILTER = {
  key: "kind",
  label: "Kind",
  options: Object.entries(KIND_NAMES).map(([value, label]) => ({ value, label })),
};
