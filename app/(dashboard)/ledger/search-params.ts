import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { FeatureId, GrantId, type TransactionId as Id, TransactionId, WalletId } from "@/lib/ids";
import type { TransactionQuery } from "@/lib/ledger/reads/transactions";
import type { TransactionFilter } from "@/lib/ledger/reads/transactions-filter";
import { REASON_CODES } from "@/lib/ledger/rules/terms";
import { isKind } from "@/lib/ledger/schema/transaction-words";
import { parseCredits } from "@/lib/money/credits";
import { addToDay, startOfDay } from "@/lib/time/zone";
import { parseAsCursor } from "../cursor-param";
import { isDay } from "../day-param";
import { ACCOUNT_NAMES, CATEGORY_NAMES, REVERSED_NAMES } from "./_components/filter-fields";

const keysOf = <Key extends string>(names: Readonly<Record<Key, string>>) =>
  Object.keys(names) as Key[];

const filters = {
  /** One, or several with commas between them. */
  kind: parseAsString,
  customer: parseAsString,
  wallet: parseAsString,
  grant: parseAsString,
  feature: parseAsString,
  member: parseAsString,
  actor: parseAsString,
  reference: parseAsString,
  reason: parseAsStringLiteral(REASON_CODES),
  category: parseAsStringLiteral(keysOf(CATEGORY_NAMES)),
  unit: parseAsString,
  /** Something came from or went to it; `out_of` and `into` are the two ends apart. */
  account: parseAsStringLiteral(keysOf(ACCOUNT_NAMES)),
  out_of: parseAsStringLiteral(keysOf(ACCOUNT_NAMES)),
  into: parseAsStringLiteral(keysOf(ACCOUNT_NAMES)),
  min: parseAsString,
  max: parseAsString,
  /** Local days, both included. */
  from: parseAsString,
  to: parseAsString,
  reversed: parseAsStringLiteral(keysOf(REVERSED_NAMES)),
};

export const loadLedgerParams = createLoader({
  ...filters,
  after: parseAsCursor,
  /** The open entry, and the one to be reversed. */
  row: parseAsString,
  reverse: parseAsString,
});
export type LedgerParams = Awaited<ReturnType<typeof loadLedgerParams>>;

const PAGE_SIZE = 50;

/** What names nothing filters nothing out: a link may be old. */
export const ledgerFilter = (params: LedgerParams, zone: string): TransactionFilter => ({
  kinds: (params.kind ?? "").split(",").filter(isKind),
  customer: params.customer,
  walletId: WalletId.safeParse(params.wallet).data,
  grantId: GrantId.safeParse(params.grant).data,
  featureId: FeatureId.safeParse(params.feature).data,
  member: params.member,
  actor: params.actor,
  reference: params.reference,
  reasonCode: params.reason,
  category: params.category,
  creditUnit: params.unit,
  account: params.account,
  from: params.out_of,
  to: params.into,
  least: amountOf(params.min),
  most: amountOf(params.max),
  since: isDay(params.from) ? startOfDay(params.from, zone) : null,
  until: isDay(params.to) ? startOfDay(addToDay(params.to, 1), zone) : null,
  reversed: params.reversed,
});

export const ledgerQuery = (params: LedgerParams, zone: string): TransactionQuery => ({
  ...ledgerFilter(params, zone),
  cursor: params.after,
  limit: PAGE_SIZE,
});

const amountOf = (text: string | null) => (text === null ? undefined : parseCredits(text));

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = (params: LedgerParams): boolean =>
  params.after !== null ||
  Object.keys(filters).some((key) => params[key as keyof typeof filters] !== null);

/** The entry that the address asks to see. */
export const openedId = ({ row, reverse }: LedgerParams): Id | undefined =>
  TransactionId.safeParse(reverse ?? row).data;
