import type { PackView } from "@/lib/catalog/schema/pack";
import type { WalletView } from "@/lib/ledger/schema/wallet";

/** Whose credits a dialog moves, and what it needs to know before anybody typed. */
export type CreditSubject = {
  readonly id: string;
  readonly name: string;
  /** IANA; days are shown in it. */
  readonly zone: string;
  readonly wallets: readonly WalletView[];
  /** On sale, cheapest first. */
  readonly packs: readonly PackView[];
};
