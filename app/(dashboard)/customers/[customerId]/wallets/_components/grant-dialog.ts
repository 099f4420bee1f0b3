import type { GrantView, WalletView } from "@/lib/ledger/schema/wallet";

/** What every dialog about one grant is given. */
export type GrantDialogProps = {
  readonly grant: GrantView;
  /** The grant's own. */
  readonly wallet: WalletView;
  /** All of the customer's. */
  readonly wallets: readonly WalletView[];
  readonly customerName: string;
  /** IANA; days are shown in it. */
  readonly zone: string;
  readonly onClose: () => void;
};

/** What a dialog is about, under its title. */
export const aboutGrant = ({ grant, wallet, customerName }: GrantDialogProps): string =>
  `${customerName} · ${wallet.name} · ${grant.name}`;
