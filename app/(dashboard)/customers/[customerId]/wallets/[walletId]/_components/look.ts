import type { WalletParams } from "../search-params";

/** Which wallet is looked at and how: what every link of the page starts from. */
export type Look = {
  readonly path: string;
  readonly params: WalletParams;
  /** The customer's. */
  readonly zone: string;
  /** The customer's, too: on a test clock it is the clock's. */
  readonly now: Date;
};
