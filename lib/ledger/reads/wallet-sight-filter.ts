/** How one wallet saw a transaction, as conditions over `ledger_transaction AS t`. */
import type { Param } from "@/lib/db/tx";
import type { GrantId, WalletId } from "@/lib/ids";

/** Of the grant that a transaction is about: all that is said has to hold. */
export type GrantTerms = {
  readonly ids?: readonly GrantId[] | undefined;
  readonly priority?: number | undefined;
  /** Its end, both instants included; what never ends is in no range. */
  readonly endsFrom?: Date | undefined;
  readonly endsUntil?: Date | undefined;
  readonly isOfPlan?: boolean | undefined;
  readonly isPrepaid?: boolean | undefined;
  readonly isAwaitingPayment?: boolean | undefined;
};

/** What a transaction can be: all that is said has to hold. */
export type TransactionCase = {
  readonly kinds: readonly string[];
  /** An event caused it. */
  readonly isUse?: boolean | undefined;
  /** Something of the wallet expired in it. */
  readonly hasExpired?: boolean | undefined;
  readonly grant?: GrantTerms | undefined;
};

export type WalletSight = {
  readonly walletId: WalletId;
  /** Whether it lowered the wallet's balance; what left it as it was did not. */
  readonly isOut?: boolean | undefined;
  /** It gave credits that were not usable yet. */
  readonly isPending?: boolean | undefined;
  /** Of the grant that it gave to; what lowered the balance gave to none. */
  readonly given?: GrantTerms | undefined;
  /** One of them holds; of an empty list none does. */
  readonly cases?: readonly TransactionCase[] | undefined;
  readonly isOfInvoice?: boolean | undefined;
  /** The id of what caused it, in each spelling that it is kept in. */
  readonly causeIds?: readonly string[] | undefined;
  /** The name of who did it, whole. */
  readonly actor?: string | undefined;
};

type Bind = (value: Param) => string;
type Condition = string | false | undefined;

const both = (conditions: readonly Condition[]): string =>
  conditions.filter((one) => typeof one === "string").join(" AND ") || "true";

const unless = (isSo: boolean, condition: string) => (isSo ? condition : `NOT (${condition})`);

/** That it touched the wallet, and all that is asked of it there, as one condition. */
export function sightCondition(sight: WalletSight, bind: Bind): string {
  const { isOut, isPending, given, cases, isOfInvoice, causeIds, actor } = sight;
  const wallet = `${bind(sight.walletId)}::uuid`;
  return both([
    `${wallet} IN (${WALLETS_TOUCHED})`,
    isOut !== undefined && unless(isOut, lowered(wallet)),
    isPending !== undefined &&
      unless(isPending, `t.kind = 'grant' AND ${moved(wallet, "PENDING")}`),
    given && `${unless(false, lowered(wallet))} AND ${isAbout(given, wallet, bind)}`,
    cases && `(${cases.map((one) => caseCondition(one, wallet, bind)).join(" OR ") || "false"})`,
    isOfInvoice !== undefined &&
      `t.cause_kind IS ${isOfInvoice ? "NOT DISTINCT" : "DISTINCT"} FROM 'invoice'`,
    causeIds && `t.cause_id = ANY(${bind([...causeIds])}::text[])`,
    actor !== undefined && `t.actor_name = ${bind(actor)}::text`,
  ]);
}

/** A fence: with stale statistics, each transaction would be looked for among all that touched the wallet. */
const WALLETS_TOUCHED =
  "SELECT p.wallet_id FROM wallet_posting AS p WHERE p.transaction_id = t.id OFFSET 0";

const caseCondition = (one: TransactionCase, wallet: string, bind: Bind): string =>
  `(${both([
    `t.kind = ANY(${bind([...one.kinds])}::text[])`,
    one.isUse !== undefined &&
      `t.cause_kind IS ${one.isUse ? "NOT DISTINCT" : "DISTINCT"} FROM 'usage'`,
    one.hasExpired !== undefined && unless(one.hasExpired, moved(wallet, "EXPIRED")),
    one.grant && isAbout(one.grant, wallet, bind),
  ])})`;

const entriesIn = (wallet: string) =>
  `ledger_entry AS e WHERE e.transaction_id = t.id AND e.wallet_id = ${wallet}`;

const moved = (wallet: string, to: "PENDING" | "EXPIRED") =>
  `EXISTS (SELECT FROM ${entriesIn(wallet)} AND e.to_account = '${to}')`;

/** What is owed counts against a balance by the same signs. */
const IN_BALANCE = "('AVAILABLE', 'HELD', 'OVERAGE')";

const lowered = (wallet: string) =>
  `(SELECT coalesce(sum(CASE WHEN e.to_account IN ${IN_BALANCE} THEN e.amount ELSE 0 END
      - CASE WHEN e.from_account IN ${IN_BALANCE} THEN e.amount ELSE 0 END), 0)
    FROM ${entriesIn(wallet)}) < 0`;

/** The first that something came to, else the first that is named: as `aboutGrant` tells it. */
const aboutGrant = (wallet: string) =>
  `(SELECT e.grant_id FROM ${entriesIn(wallet)} AND e.grant_id IS NOT NULL
    ORDER BY e.to_account IN ('AVAILABLE', 'PENDING') DESC, e.position LIMIT 1)`;

function isAbout(terms: GrantTerms, wallet: string, bind: Bind): string {
  const { ids, priority, endsFrom, endsUntil, isOfPlan, isPrepaid, isAwaitingPayment } = terms;
  const holds = both([
    `g.wallet_id = ${wallet}`,
    ids && `g.id = ANY(${bind([...ids])}::uuid[])`,
    priority !== undefined && `g.priority = ${bind(priority)}::int`,
    endsFrom && `g.expires_at >= ${bind(endsFrom)}::timestamptz`,
    endsUntil && `g.expires_at <= ${bind(endsUntil)}::timestamptz`,
    isOfPlan !== undefined && unless(isOfPlan, "g.source = 'plan'"),
    isPrepaid !== undefined && unless(isPrepaid, "g.category = 'PREPAID'"),
    isAwaitingPayment !== undefined && unless(isAwaitingPayment, "NOT g.is_paid AND g.pending > 0"),
  ]);
  return `${aboutGrant(wallet)} IN (SELECT g.id FROM credit_grant AS g WHERE ${holds})`;
}
