/** How tests of the ledger's rules say what they expect. */
import type { GrantId, WalletId } from "@/lib/ids";
import type { Answer } from "@/lib/ledger/rules/apply";
import type { DebitPart } from "@/lib/ledger/rules/command";
import { creditsText, ZERO } from "@/lib/money/credits";
import { credits } from "./amounts";
import { grant, type MemoryLedger } from "./books";

/** Draws by the names of their grants: `{ A: "40", B: "50" }`. */
export const drawn = (ledger: MemoryLedger, { draws }: Answer) =>
  Object.fromEntries(
    draws.map(({ grantId, amount }) => [
      ledger.books.grants.get(grantId)?.name,
      creditsText(amount),
    ]),
  );
/** The four stored figures of a wallet. */
export const figures = (ledger: MemoryLedger, walletId?: WalletId) => {
  const { available, held, pending, overage } = ledger.wallet(walletId);
  return { available, held, pending, overage };
};
export const nothing = { available: ZERO, held: ZERO, pending: ZERO, overage: ZERO };
/** Gives credits to the one wallet; answers the grant. */
export const givenBy = (ledger: MemoryLedger, amount: string, name: string, over = {}) =>
  ledger.do(grant(amount, { name, ...over })).grantId as GrantId;
/** Where the credits of a grant stand. */
export const accountsOf = (ledger: MemoryLedger, id: GrantId | null) => {
  const { pending, available, consumed, expired, voided, moved } = ledger.books.grants.get(
    id as GrantId,
  ) as never as Record<string, bigint>;
  return { pending, available, consumed, expired, voided, moved };
};
/** `standing({ consumed: "4" })`: nothing anywhere else. */
export const standing = (over: Record<string, string>) => ({
  ...{ pending: ZERO, available: ZERO, consumed: ZERO, expired: ZERO, voided: ZERO, moved: ZERO },
  ...Object.fromEntries(Object.entries(over).map(([account, text]) => [account, credits(text)])),
});
/** A part of a debit that is no event. */
export const part = (amount: string, at: Date): DebitPart => ({
  eventId: null,
  at,
  amount: credits(amount),
});
