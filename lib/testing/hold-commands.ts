/** Commands about holds, in words, for tests of the ledger's rules. */
import type { HoldId } from "@/lib/ids";
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
