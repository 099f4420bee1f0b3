/** What narrows the ledger: each filter as the condition that it is, none where it is not asked for. */
import type { Param } from "@/lib/db/tx";
import type { CustomerId, FeatureId, GrantId, OrganizationId, WalletId } from "@/lib/ids";
import { type Credits, creditsText } from "@/lib/money/credits";
import type { Account } from "../rules/books";
import { accountToRow } from "../store/rows";
import { sightCondition, type WalletSight } from "./wallet-sight-filter";

export type TransactionFilter = {
  readonly customerId?: CustomerId | null | undefined;
  /** An external id, or a part of a name. */
  readonly customer?: string | null | undefined;
  readonly walletId?: WalletId | null | undefined;
  readonly grantId?: GrantId | null | undefined;
  readonly featureId?: FeatureId | null | undefined;
  /** Absent or empty: all. */
  readonly kinds?: readonly string[] | null | undefined;
  readonly reasonCode?: string | null | undefined;
  readonly member?: string | null | undefined;
  /** A part of the name of who did it. */
  readonly actor?: string | null | undefined;
  /** The caller's own name for it, whole or its beginning. */
  readonly reference?: string | null | undefined;
  /** Something in it left this account, or came to it. */
  readonly account?: Account | null | undefined;
  /** Something in it left this account. */
  readonly from?: Account | null | undefined;
  /** Something in it came to this account. */
  readonly to?: Account | null | undefined;
  /** Something in it is of a grant of this category. */
  readonly category?: "PREPAID" | "PROMOTIONAL" | "COMMITTED" | null | undefined;
  readonly creditUnit?: string | null | undefined;
  readonly least?: Credits | null | undefined;
  readonly most?: Credits | null | undefined;
  /** When it was written, half-open: the order of the list. */
  readonly since?: Date | null | undefined;
  readonly until?: Date | null | undefined;
  /** `taken_back`: given back in part or whole; `kept`: not at all, but it could be. */
  readonly reversed?: "taken_back" | "kept" | null | undefined;
  /** What it was to one wallet. */
  readonly sight?: WalletSight | null | undefined;
};

type Bind = (value: Param) => string;
type Maker = (filter: TransactionFilter, bind: Bind) => string | undefined | null | false;

const ENTRY = "SELECT FROM ledger_entry AS e WHERE e.transaction_id = t.id";
const REVERSED = "EXISTS (SELECT FROM ledger_transaction AS r WHERE r.reverses_id = t.id)";

/** `%`, `_` and the backslash stand for themselves. */
const literal = (text: string) => text.replaceAll(/[\\%_]/g, "\\$&");

/** Zero is an amount, too. */
const isSaid = (amount: Credits | null | undefined): amount is Credits =>
  amount !== null && amount !== undefined;

const MAKERS: readonly Maker[] = [
  ({ customerId }, bind) => customerId && `t.customer_id = ${bind(customerId)}::uuid`,
  ({ customer }, bind) => {
    if (!customer) return undefined;
    const [whole, part] = [bind(customer), bind(`%${literal(customer)}%`)];
    return `t.customer_id IN (SELECT c.id FROM customer AS c WHERE c.organization_id = $1::uuid
      AND (c.external_id = ${whole}::text OR c.name ILIKE ${part}::text))`;
  },
  ({ walletId }, bind) =>
    walletId &&
    `EXISTS (SELECT FROM wallet_posting AS p
      WHERE p.transaction_id = t.id AND p.wallet_id = ${bind(walletId)}::uuid)`,
  ({ grantId }, bind) =>
    grantId &&
    `t.id IN (SELECT transaction_id FROM ledger_entry WHERE grant_id = ${bind(grantId)}::uuid)`,
  ({ featureId }, bind) => featureId && `t.feature_id = ${bind(featureId)}::uuid`,
  ({ kinds }, bind) => kinds && kinds.length > 0 && `t.kind = ANY(${bind([...kinds])}::text[])`,
  ({ reasonCode }, bind) => reasonCode && `t.reason_code = ${bind(reasonCode)}::text`,
  ({ member }, bind) => member && `t.member = ${bind(member)}::text`,
  ({ actor }, bind) => actor && `t.actor_name ILIKE ${bind(`%${literal(actor)}%`)}::text`,
  ({ reference }, bind) => reference && `t.reference LIKE ${bind(`${literal(reference)}%`)}::text`,
  ({ account }, bind) =>
    account &&
    `EXISTS (${ENTRY}
      AND ${bind(accountToRow(account))}::ledger_account IN (e.from_account, e.to_account))`,
  ({ from }, bind) =>
    from && `EXISTS (${ENTRY} AND e.from_account = ${bind(accountToRow(from))}::ledger_account)`,
  ({ to }, bind) =>
    to && `EXISTS (${ENTRY} AND e.to_account = ${bind(accountToRow(to))}::ledger_account)`,
  ({ category }, bind) =>
    category &&
    `EXISTS (SELECT FROM ledger_entry AS e JOIN credit_grant AS g ON g.id = e.grant_id
      WHERE e.transaction_id = t.id AND g.category = ${bind(category)}::grant_category)`,
  ({ creditUnit }, bind) =>
    creditUnit &&
    `EXISTS (SELECT FROM wallet_posting AS p JOIN wallet AS w ON w.id = p.wallet_id
      WHERE p.transaction_id = t.id AND w.credit_unit = ${bind(creditUnit)}::text)`,
  ({ least }, bind) => isSaid(least) && `t.amount >= ${bind(creditsText(least))}::numeric`,
  ({ most }, bind) => isSaid(most) && `t.amount <= ${bind(creditsText(most))}::numeric`,
  ({ since }, bind) => since && `t.recorded_at >= ${bind(since)}::timestamptz`,
  ({ until }, bind) => until && `t.recorded_at < ${bind(until)}::timestamptz`,
  ({ reversed }) => reversed === "taken_back" && REVERSED,
  ({ reversed }) => reversed === "kept" && `t.kind IN ('debit', 'capture') AND NOT ${REVERSED}`,
  ({ sight }, bind) => sight && sightCondition(sight, bind),
];

/** The WHERE of the ledger's lists over `ledger_transaction AS t`, and its parameters from $1 on. */
export function conditionsOf(
  organizationId: OrganizationId,
  filter: TransactionFilter,
): { readonly where: string; readonly params: readonly Param[]; readonly bind: Bind } {
  const params: Param[] = [];
  const bind: Bind = (value) => `$${params.push(value)}`;
  const all = [
    `t.organization_id = ${bind(organizationId)}::uuid`,
    ...MAKERS.map((make) => make(filter, bind)),
  ];
  return { where: all.filter(Boolean).join("\n AND "), params, bind };
}
