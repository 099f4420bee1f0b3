/** What a close's invoice takes over of what is owed, as the ledger is asked for it. */
import type { CustomerId, OverageLotId, SubscriptionId, WalletId } from "@/lib/ids";
import type { InvoiceOverageCommand } from "@/lib/ledger/rules/command";

type Lot = { readonly id: OverageLotId; readonly walletId: WalletId };

/** One command a wallet, with the lots that it is for. */
export function overageCommands<Owed extends Lot>(
  lots: readonly Owed[],
  close: {
    readonly subscriptionId: SubscriptionId;
    readonly customerId: CustomerId;
    /** Names it among the subscription's others. */
    readonly name: string;
  },
): readonly { readonly command: InvoiceOverageCommand; readonly lots: readonly Owed[] }[] {
  const { subscriptionId: id, customerId, name } = close;
  const wallets = [...new Set(lots.map(({ walletId }) => walletId))];
  return wallets.map((walletId) => {
    const own = lots.filter((lot) => lot.walletId === walletId);
    const command: InvoiceOverageCommand = {
      ...{ kind: "invoice_overage", customerId, walletId },
      lotIds: own.map((lot) => lot.id),
      reference: `subscription:${id}:${name}:overage:${walletId}`,
      cause: { kind: "subscription", id },
    };
    return { command, lots: own };
  });
}
