"use client";

import dynamic from "next/dynamic";
import { parseAsString, useQueryStates } from "nuqs";
import type { ComponentType } from "react";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import type { WalletDialogProps } from "../wallets/_components/wallet-dialog";
import type { CustomerRights } from "./rights";
import { WALLET_DEEDS, type WalletDeed, walletDeed } from "./wallet-deed";

/** Each comes to the browser when it is opened first. */
const DIALOGS: Record<WalletDeed, ComponentType<WalletDialogProps>> = {
  hold: dynamic(async () => (await import("../wallets/_components/hold-dialog")).HoldDialog),
  adjust: dynamic(async () => (await import("../wallets/_components/adjust-dialog")).AdjustDialog),
  freeze: dynamic(async () => (await import("../wallets/_components/state-dialogs")).FreezeDialog),
  unfreeze: dynamic(
    async () => (await import("../wallets/_components/state-dialogs")).UnfreezeDialog,
  ),
  refill: dynamic(async () => (await import("../wallets/_components/refill-dialog")).RefillDialog),
  "void-wallet": dynamic(
    async () => (await import("../wallets/_components/void-wallet-dialog")).VoidWalletDialog,
  ),
  reset: dynamic(async () => (await import("../wallets/_components/reset-dialog")).ResetDialog),
  close: dynamic(async () => (await import("../wallets/_components/state-dialogs")).CloseDialog),
  "edit-wallet": dynamic(
    async () => (await import("../wallets/_components/edit-wallet-dialog")).EditWalletDialog,
  ),
};

/** The dialogs about a wallet, on any page of its customer: `?do=hold&wallet=wal_…`. */
export function WalletDeeds({
  wallets,
  customerName,
  zone,
  rights,
}: {
  /** All of the customer's, in the order they pay. */
  wallets: readonly WalletView[];
  customerName: string;
  zone: string;
  rights: CustomerRights;
}) {
  const [asked, ask] = useQueryStates({ do: parseAsString, wallet: parseAsString });
  const deed = walletDeed(asked.do);
  const active = wallets.filter(({ status }) => status === "ACTIVE");
  const wallet = wallets.find(({ id }) => id === asked.wallet) ?? active[0];
  if (!deed || !wallet || !rights[WALLET_DEEDS[deed].right]) return null;
  const Dialog = DIALOGS[deed];
  return (
    <Dialog
      key={`${deed} ${wallet.id}`}
      wallet={wallet}
      wallets={active}
      customerName={customerName}
      zone={zone}
      onClose={() => void ask({ do: null, wallet: null })}
    />
  );
}
