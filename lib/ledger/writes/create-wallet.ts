import { hash } from "node:crypto";
import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField } from "@/lib/errors";
import { type CustomerId, idText, type WalletId } from "@/lib/ids";
import { publish } from "@/lib/outbox/publish";
import { refuseUnknownFeatures } from "../refuse-unknown-features";
import type { CreateWalletInput } from "../schema";
import {
  conversionRateOf,
  insertWallet,
  insertWalletOnce,
  loadCustomerDefaults,
  type NewWallet,
  walletIdUnder,
} from "../store/wallets";

/**
 * Opens a wallet for a customer, empty.
 *
 * @throws DomainError `not_found` for the customer; `validation_error` for a credit unit or a
 *   feature that the organization does not have.
 */
export async function createWallet(
  asking: Context,
  customerId: CustomerId,
  input: CreateWalletInput,
): Promise<WalletId> {
  const ctx = await onClock(asking, customerId);
  return transact(ctx, async (tx) => {
    const wallet = await completed(tx, ctx, customerId, input);
    const walletId = await insertWallet(tx, ctx, wallet);
    await announce(tx, ctx, walletId, wallet);
    return walletId;
  });
}

/** A wallet opened under a reference, and whether an earlier call has opened it. */
export type OpenedWallet = { readonly walletId: WalletId; readonly isReplayed: boolean };

/**
 * As `createWallet`, but a reference opens one wallet only: a repeat is told of the first.
 *
 * @throws DomainError as `createWallet`; `idempotency_conflict` if the reference has opened
 *   a wallet on other terms.
 */
export async function createWalletOnce(
  asking: Context,
  customerId: CustomerId,
  { input, reference }: { readonly input: CreateWalletInput; readonly reference: string },
): Promise<OpenedWallet> {
  const ctx = await onClock(asking, customerId);
  return transact(ctx, async (tx) => {
    const wallet = await completed(tx, ctx, customerId, input);
    // The reference makes the id, so that the primary key refuses a second wallet.
    const walletId = walletIdUnder(ctx, reference);
    const askedHash = hashOf(input);
    const result = await insertWalletOnce(tx, ctx, { id: walletId, wallet, askedHash });
    if (result === "other") throw referenceTaken(reference);
    if (result === "made") await announce(tx, ctx, walletId, wallet);
    return { walletId, isReplayed: result === "known" };
  });
}

/** As it was asked: what it leaves to the organization may change before a repeat comes. */
const hashOf = (input: CreateWalletInput): string =>
  hash("sha256", JSON.stringify(input, canonical));

function canonical(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const referenceTaken = (reference: string) =>
  new DomainError("idempotency_conflict", "This reference has opened another wallet", {
    reference,
  });

async function announce(
  tx: Tx,
  ctx: Context,
  walletId: WalletId,
  { customerId, name, creditUnit }: NewWallet,
): Promise<void> {
  const entityId = idText("wal", walletId);
  const data = { walletId: entityId, name, creditUnit };
  const audit = { action: "wallet.created", entity: "wallet", entityId, customerId, after: data };
  await recordAudit(tx, ctx, audit);
  await publish(tx, ctx, [{ type: "wallet.created", customerId, data }]);
}

async function completed(
  tx: Tx,
  ctx: Context,
  customerId: CustomerId,
  input: CreateWalletInput,
): Promise<NewWallet> {
  const defaults = await loadCustomerDefaults(tx, ctx, customerId);
  const creditUnit = input.creditUnit ?? defaults.creditUnit;
  if (!defaults.creditUnits.has(creditUnit)) {
    throw invalidField("creditUnit", "There is no such credit unit");
  }
  await refuseUnknownFeatures(ctx, input, tx);
  const currency = input.currency ?? defaults.currency;
  const conversionRate =
    input.conversionRate ?? conversionRateOf(defaults, { creditUnit, currency });
  return {
    customerId,
    name: input.name,
    creditUnit,
    currency,
    conversionRate,
    topupRate: input.topupConversionRate ?? conversionRate,
    priority: input.priority,
    featureIds: input.featureIds,
    shortagePolicy: input.shortagePolicy,
    overageLimit: input.overageLimit,
    lowBalanceAt: input.lowBalanceAt,
    metadata: input.metadata,
  };
}
