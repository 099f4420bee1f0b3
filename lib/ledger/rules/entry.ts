/** A movement of credits, and a wallet after a transaction: what the ledger keeps for good. */
import type { GrantId, OverageLotId, WalletId } from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import type { Account } from "./books";
import type { BurnStep, WalletFigures } from "./command";

/** Credits move from one account to another: of a grant, or of what the wallet owes. */
export type Entry = {
  readonly walletId: WalletId;
  readonly grantId: GrantId | null;
  readonly lotId: OverageLotId | null;
  readonly from: Account;
  readonly to: Account;
  /** Always positive. */
  readonly amount: Credits;
  readonly decidedBy: BurnStep | null;
  /** A late use paid by a grant that was not open at its time. */
  readonly isLate: boolean;
  /** Of a reversal: which entry of the reversed transaction this gives back. */
  readonly reverses: number | null;
  readonly effectiveAt: Date;
};

/** A wallet after a transaction, the `seq`-th that touched it. */
export type Posting = WalletFigures & { readonly seq: number };

/** What most entries have no need to say. */
export type EntryTail = Partial<Pick<Entry, "lotId" | "decidedBy" | "isLate" | "reverses">> & {
  readonly effectiveAt: Date;
};

/** Neighbours that say the same are one entry: the parts of a debit would make one each. */
export function isSameFlow(a: Entry, b: Entry): boolean {
  return (
    a.grantId === b.grantId &&
    a.walletId === b.walletId &&
    a.lotId === b.lotId &&
    a.from === b.from &&
    a.to === b.to &&
    a.decidedBy === b.decidedBy &&
    a.isLate === b.isLate &&
    a.reverses === b.reverses &&
    a.effectiveAt.getTime() === b.effectiveAt.getTime()
  );
}
