/** Commands about holds, in words, for tests of the ledger's rules. */
import type { GrantId, HoldId, WalletId } from "@/lib/ids";
import type { VoidCommand } from "@/lib/ledger/rules/command";
import type { CaptureCommand, HoldCommand, ReleaseCommand } from "@/lib/ledger/rules/hold-command";
import { creditsText, minus, plus } from "@/lib/money/credits";
import { credits } from "./amounts";
import { asked, day, type MemoryLedger } from "./books";

/** Of any feature and wallet, for a day from noon unless told. */
export const hold = (amount: string, over: Partial<HoldCommand> = {}): HoldCommand => ({
  kind: "hold",
  ...asked(),
  walletId: null,
  creditUnit: "credits",
  featureId: null,
  member: null,
  amount: credits(amount),
  expiresAt: day(1),
  ...over,
});

export const capture = (
  holdId: HoldId | null,
  amount: string | null = null,
  isFinal = true,
): CaptureCommand => ({
  kind: "capture",
  ...asked(),
  holdId: holdId as HoldId,
  amount: amount === null ? null : credits(amount),
  isFinal,
});

export const release = (holdId: HoldId | null): ReleaseCommand => ({
  kind: "release",
  ...asked(),
  holdId: holdId as HoldId,
});

/** A hold's own account: `{ state, held, captured, released }`. */
export const holdOf = ({ books }: MemoryLedger, id: HoldId | null) => {
  const found = books.holds.get(id as HoldId);
  if (!found) throw new Error("no such hold");
  const { state, amount, captured, released } = found;
  const held = creditsText(minus(amount, plus(captured, released)));
  return { state, held, captured: creditsText(captured), released: creditsText(released) };
};

/** Places a hold; answers it. */
export const placed = (ledger: MemoryLedger, ...told: Parameters<typeof hold>) =>
  ledger.do(hold(...told)).holdId as HoldId;

/** Voids an amount of a grant, or all of it; by force, what is held of it too. */
export const voided = (grantId: GrantId, amount: string | null, force: boolean): VoidCommand => ({
  kind: "void",
  ...asked(),
  ...{ grantId, force },
  amount: amount === null ? null : credits(amount),
});

const ACCOUNTS = ["available", "held", "consumed", "expired", "voided"] as const;

/** Where a grant's credits stand, without the accounts that are empty. */
export function stands({ books }: MemoryLedger, id: GrantId | null) {
  const found = books.grants.get(id as GrantId);
  if (!found) throw new Error("no such grant");
  const told = ACCOUNTS.map((account) => [account, creditsText(found[account])]);
  return Object.fromEntries(told.filter(([, amount]) => amount !== "0"));
}

/** A wallet's `[available, held, overage]`. */
export function figuresIn(ledger: MemoryLedger, walletId?: WalletId) {
  const { available, held, overage } = ledger.wallet(walletId);
  return [available, held, overage].map(creditsText);
}
