import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { invalidField } from "@/lib/errors";
import { type CustomerId, idText, type WalletId } from "@/lib/ids";
import { nanomoney } from "@/lib/money/money";
import { publish } from "@/lib/outbox/publish";
import type { CreateWalletInput } from "../schema";
import { insertWallet, loadCustomerDefaults, type NewWallet } from "../store/wallets";

/** One unit of money a credit, unless told. */
const ONE_TO_ONE = nanomoney(1_000_000_000n);

/**
 * Opens a wallet for a customer, empty.
 *
 * @throws DomainError `not_found` for the customer; `validation_error` for a credit unit that
 *   the organization does not have.
 */
export function createWallet(
  ctx: Context,
  customerId: CustomerId,
  input: CreateWalletInput,
): Promise<WalletId> {
  return transact(ctx, async (tx) => {
    const wallet = await completed(tx, ctx, customerId, input);
    const walletId = await insertWallet(tx, ctx, wallet);
    const entityId = idText("wal", walletId);
    const data = { walletId: entityId, name: wallet.name, creditUnit: wallet.creditUnit };
    const audit = { action: "wallet.created", entity: "wallet", entityId, customerId, after: data };
    await recordAudit(tx, ctx, audit);
    await publish(tx, ctx, [{ type: "wallet.created", customerId, data }]);
    return walletId;
  });
}

async function completed(
  tx: Parameters<typeof insertWallet>[0],
  ctx: Context,
  customerId: CustomerId,
  input: CreateWalletInput,
): Promise<NewWallet> {
  const defaults = await loadCustomerDefaults(tx, ctx, customerId);
  const creditUnit = input.creditUnit ?? defaults.creditUnit;
  if (!defaults.creditUnits.includes(creditUnit)) {
    throw invalidField("creditUnit", "There is no such credit unit");
  }
  const conversionRate = input.conversionRate ?? ONE_TO_ONE;
  return {
    customerId,
    name: input.name,
    creditUnit,
    currency: input.currency ?? defaults.currency,
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
