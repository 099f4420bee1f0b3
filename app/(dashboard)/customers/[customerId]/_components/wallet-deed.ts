import type { WalletView } from "@/lib/ledger/schema/wallet";
import type { CustomerRights } from "./rights";

type Deed = {
  readonly label: string;
  readonly right: keyof CustomerRights;
  /** In which states of a wallet it is offered. */
  readonly when: readonly WalletView["status"][];
  readonly tone?: "danger";
};

const OPEN = ["ACTIVE", "FROZEN"] as const;

/** What can be done to a wallet, in the order of its menu; the names stand in the address as `do=`. */
export const WALLET_DEEDS = {
  hold: { label: "Hold…", right: "hold", when: ["ACTIVE"] },
  adjust: { label: "Adjust…", right: "manage", when: OPEN },
  "edit-wallet": { label: "Edit…", right: "manage", when: OPEN },
  refill: { label: "Start refill…", right: "manage", when: OPEN },
  freeze: { label: "Freeze…", right: "manage", when: ["ACTIVE"] },
  unfreeze: { label: "Unfreeze…", right: "manage", when: ["FROZEN"] },
  "void-wallet": { label: "Void credits…", right: "reverse", when: ["ACTIVE"], tone: "danger" },
  reset: { label: "Reset…", right: "manage", when: ["ACTIVE"], tone: "danger" },
  close: { label: "Close…", right: "manage", when: OPEN, tone: "danger" },
} as const satisfies Record<string, Deed>;

export type WalletDeed = keyof typeof WALLET_DEEDS;

/**
 * The deed that the address names, if it is one of a wallet: other deeds stand under the same
 * key, and a key's value comes as whoever wrote it had it.
 */
export const walletDeed = (name: string | null): WalletDeed | undefined =>
  name !== null && Object.hasOwn(WALLET_DEEDS, name) ? (name as WalletDeed) : undefined;

/** The customer's own dialogs, opened for this wallet. */
const OF_THE_CUSTOMER: Readonly<Record<string, Deed>> = {
  "top-up": { label: "Top up…", right: "topUp", when: ["ACTIVE"] },
  debit: { label: "Debit…", right: "debit", when: ["ACTIVE"] },
};

/** What is offered of a wallet to somebody with these rights, by its name in the address. */
export const deedsFor = (
  { status }: Pick<WalletView, "status">,
  rights: CustomerRights,
): readonly (readonly [string, Deed])[] =>
  Object.entries<Deed>({ ...OF_THE_CUSTOMER, ...WALLET_DEEDS }).filter(
    ([, { right, when }]) => rights[right] && when.includes(status),
  );
