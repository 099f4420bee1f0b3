import * as z from "zod";
import type { Context } from "@/lib/context";
import type { TransactionView } from "@/lib/ledger/schema/transaction";
import type { GrantView, WalletView } from "@/lib/ledger/schema/wallet";
import { AmountText } from "../amounts";
import { AuditKeys, auditKeys } from "./audit";
import { absoluteText, isBelowZero, minusText, sumText, worthText } from "./decimals";
import { reasonOf } from "./transaction-reason";

export const TRANSACTION_STATUSES = ["pending", "completed"] as const;

/** A transaction as one wallet saw it. */
export const WalletTransactionDialect = z
  .object({
    ...AuditKeys,
    id: z.string(),
    wallet_id: z.string(),
    wallet: z.null(),
    customer_id: z.string(),
    customer: z.null(),
    type: z.enum(["credit", "debit"]),
    kind: z.string(),
    transaction_status: z.enum(TRANSACTION_STATUSES),
    transaction_reason: z.string(),
    credit_amount: AmountText,
    /** Money: the credits at the conversion rate. */
    amount: AmountText,
    currency: z.string(),
    conversion_rate: AmountText,
    topup_conversion_rate: AmountText,
    credit_balance_before: AmountText,
    credit_balance_after: AmountText,
    credits_available: AmountText,
    description: z.string(),
    expiry_date: z.string().nullable(),
    priority: z.int().nullable(),
    idempotency_key: z.string(),
    reference_id: z.string().nullable(),
    reference_type: z.string(),
    parent_transaction_id: z.string().nullable(),
    created_by_user: z.null(),
    metadata: z.record(z.string(), z.string()),
    /** Which grants it drew on or filled, and which step of the burn order decided. */
    draws: z.array(
      z.object({ grant_id: z.string(), credits: AmountText, decided_by: z.string().nullable() }),
    ),
  })
  .meta({ id: "WalletTransaction" });
export type WalletTransactionDialect = z.infer<typeof WalletTransactionDialect>;

/** Accounts that count in a balance; what is owed counts against it by the same signs. */
const IN_BALANCE: ReadonlySet<string> = new Set(["available", "held", "overage"]);

type Seen = {
  readonly wallet: WalletView;
  /** Of the wallet: with what the transaction is about among them. */
  readonly grants: readonly GrantView[];
};

export function walletTransactionDialect(
  ctx: Context,
  transaction: TransactionView,
  { wallet, grants }: Seen,
): WalletTransactionDialect {
  const entries = transaction.entries.filter(({ walletId }) => walletId === wallet.id);
  const about = aboutGrant(transaction, wallet);
  const grant = grants.find(({ id }) => id === about);
  const isPending = transaction.kind === "grant" && entries.some(({ to }) => to === "pending");
  const change = sumText(entries.map(signed));
  const credits = isPending ? transaction.amount : absoluteText(change);
  return {
    ...auditKeys(ctx, { createdAt: transaction.recordedAt, createdBy: transaction.actor.name }),
    id: transaction.id,
    wallet_id: wallet.id,
    wallet: null,
    customer_id: transaction.customerId,
    customer: null,
    kind: transaction.kind,
    transaction_status: isPending ? "pending" : "completed",
    transaction_reason: reasonOf({
      kind: transaction.kind,
      isUse: transaction.cause?.kind === "usage",
      hasExpired: entries.some(({ to }) => to === "expired"),
      grant,
    }),
    credit_amount: credits,
    amount: worthText(credits, wallet.conversionRate),
    currency: wallet.currency,
    conversion_rate: wallet.conversionRate,
    topup_conversion_rate: wallet.topupConversionRate,
    ...balancesAround(transaction, wallet, change),
    ...(isBelowZero(change) ? TAKEN : given(grant)),
    description: transaction.reason ?? "",
    idempotency_key: transaction.reference,
    reference_id: transaction.cause?.id ?? null,
    reference_type: transaction.cause?.kind === "invoice" ? "INVOICE" : "REQUEST",
    parent_transaction_id: transaction.reversesId,
    created_by_user: null,
    metadata: transaction.metadata,
    draws: entries.flatMap(({ grantId, amount, decidedBy }) =>
      grantId === null ? [] : [{ grant_id: grantId, credits: amount, decided_by: decidedBy }],
    ),
  };
}

/** The grant that a transaction is about in a wallet: the first that something came to, else the first named. */
export function aboutGrant(
  { entries }: TransactionView,
  wallet: Pick<WalletView, "id">,
): string | null {
  const named = entries.filter(({ walletId, grantId }) => walletId === wallet.id && grantId);
  const given = named.find(({ to }) => to === "available" || to === "pending");
  return (given ?? named[0])?.grantId ?? null;
}

function balancesAround({ wallets }: TransactionView, wallet: WalletView, change: string) {
  const after = wallets.find(({ walletId }) => walletId === wallet.id)?.figures.balance ?? "0";
  return { credit_balance_before: minusText(after, change), credit_balance_after: after };
}

const TAKEN = { type: "debit", credits_available: "0", expiry_date: null, priority: null } as const;

const given = (grant: GrantView | undefined) => ({
  type: "credit" as const,
  credits_available: grant?.available ?? "0",
  expiry_date: grant?.expiresAt ?? null,
  priority: grant?.priority ?? null,
});

function signed({ from, to, amount }: { from: string; to: string; amount: string }): string {
  if (IN_BALANCE.has(from) === IN_BALANCE.has(to)) return "0";
  return IN_BALANCE.has(to) ? amount : `-${amount}`;
}
