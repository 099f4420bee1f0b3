import type { WalletView } from "@/lib/ledger/schema/wallet";

/** What every dialog about one wallet is given. */
export type WalletDialogProps = {
  readonly wallet: WalletView;
  /** The active ones of the customer, where another can be chosen. */
  readonly wallets: readonly WalletView[];
  readonly customerName: string;
  /** IANA; days are shown in it. */
  readonly zone: string;
  readonly onClose: () => void;
};

/** What a dialog is about, under its title. */
export const aboutWallet = ({ wallet, customerName }: WalletDialogProps): string =>
  `${customerName} · ${wallet.name}`;
