/** Commands about a whole wallet in memory, in words, and a ledger with one of everything in it. */
import type { GrantId, HoldId, RefillId, TransactionId, WalletId } from "@/lib/ids";
import type { Command } from "@/lib/ledger/rules/command";
import { creditsText } from "@/lib/money/credits";
import { credits } from "./amounts";
import { asked, day, debit, grant, MemoryLedger, NOON, WALLET } from "./books";

export const SECOND = "second" as WalletId;

export const freeze = (): Command => ({ ...asked(), kind: "freeze", walletId: WALLET });
export const unfreeze = (): Command => ({ ...asked(), kind: "unfreeze", walletId: WALLET });
export const close = (): Command => ({ ...asked(), kind: "close", walletId: WALLET });
export const adjust = (amount: string, expiresAt: Date | null = null): Command => ({
  ...{ ...asked(), kind: "adjust", walletId: WALLET, currency: "USD" },
  ...{ amount: credits(amount), expiresAt },
});
export const hold = (amount: string): Command => ({
  ...{ ...asked(), kind: "hold", walletId: null, creditUnit: "credits", featureId: null },
  ...{ member: null, amount: credits(amount), expiresAt: day(1) },
});

/** Five credits a month from now on. */
export const refill = (): Command => {
  const { category, costTotal, currency, featureIds, name, priority } = grant("1").terms;
  const terms = { category, costTotal, currency, featureIds, name, priority };
  return {
    ...{ ...asked(), kind: "start_refill", walletId: WALLET, endsAt: null },
    terms: { ...terms, amount: credits("5"), rollover: null, reset: null },
    line: { anchorAt: NOON, zone: "UTC", cadence: { length: "MONTHLY", count: 1 } },
  };
};

/** A wallet of 100 with 30 of it spent and 20 held, 40 to come, 50 unpaid, 10 that end, and a refill. */
export function aLedger() {
  const ledger = new MemoryLedger();
  const grantId = ledger.do(grant("100")).grantId as GrantId;
  const spent = ledger.do(debit("30")).transactionId as TransactionId;
  const holdId = ledger.do(hold("20")).holdId as HoldId;
  const scheduledId = ledger.do(grant("40", { effectiveAt: day(5) })).grantId as GrantId;
  const unpaidId = ledger.do(grant("50", {}, { isPaid: false })).grantId as GrantId;
  const endingId = ledger.do(grant("10", { expiresAt: day(20) })).grantId as GrantId;
  ledger.do(refill());
  const refillId = [...ledger.books.refills.keys()][0] as RefillId;
  const ids = { grantId, spent, holdId, scheduledId, unpaidId, endingId, refillId };
  return { ledger, ids };
}
export type Ids = ReturnType<typeof aLedger>["ids"];

export const figures = (ledger: MemoryLedger) => {
  const { available, held, pending, overage } = ledger.wallet();
  return [available, held, pending, overage].map(creditsText).join(" ");
};
