/** What becomes of grants: extended, transferred, refilled, reset, voided, restored, adjusted. */
import { idText, TransactionId } from "@/lib/ids";
import { DebitInput, ReverseInput, VoidGrantInput } from "@/lib/ledger/schema";
import { ExtendGrantInput, ResetInput, TransferInput } from "@/lib/ledger/schema/commands";
import { RefillInput } from "@/lib/ledger/schema/refill";
import { AdjustInput } from "@/lib/ledger/schema/wallet-commands";
import { adjustWallet } from "@/lib/ledger/writes/adjust-wallet";
import { debitWallet } from "@/lib/ledger/writes/debit-wallet";
import { extendGrant } from "@/lib/ledger/writes/extend-grant";
import { resetWallet } from "@/lib/ledger/writes/reset-wallet";
import { reverseTransaction } from "@/lib/ledger/writes/reverse-transaction";
import { startRefill } from "@/lib/ledger/writes/start-refill";
import { transferCredits } from "@/lib/ledger/writes/transfer-credits";
import { voidGrant } from "@/lib/ledger/writes/void-grant";
import { DAYS } from "./clock";
import { daysAfter, give, minutesAfter, type Tale } from "./tale";

export const extended: Tale = async function* ({ resident: { walletId } }) {
  const spring = yield 30;
  const grantId = await give(spring, walletId, {
    ...{ name: "Launch credits", credits: "600", reference: "willow-launch" },
    expiresAt: daysAfter(spring, 40),
  });
  const ctx = yield 66;
  const input = {
    expiresAt: daysAfter(ctx, 90).toISOString(),
    ...{ reason: "Their launch was put off by a quarter", reference: "willow-launch-extended" },
  };
  await extendGrant(ctx, grantId, ExtendGrantInput.parse(input));
};

export const transferred: Tale = async function* ({ resident, residentNamed }) {
  const before = yield 40;
  const grantId = await give(before, resident.walletId, {
    ...{ name: "Partner credits", credits: "900", reference: "paragon-partner" },
  });
  const ctx = yield 65;
  const walletId = idText("wal", residentNamed("verdant-supply").walletId);
  const input = {
    ...{ walletId, amount: "400", reference: "paragon-to-verdant" },
    reason: "Verdant Supply belongs to the same group now",
  };
  await transferCredits(ctx, grantId, TransferInput.parse(input));
};

/** What is left at a month's end is kept for one more, two hundred at most. */
export const refilled: Tale = async function* ({ resident: { walletId } }) {
  const ctx = yield 49;
  const input = {
    ...{ name: "Studio allowance", amount: "150", priority: 20, reference: "thistle-allowance" },
    rollover: { mode: "cap" as const, cap: "200", periods: 1 },
    reason: "Agreed with the yearly contract",
  };
  await startRefill(ctx, walletId, RefillInput.parse(input));
};

/** A new term begins: the rest of the old one lapses, but for what its terms keep. */
export const reset: Tale = async function* ({ resident: { walletId } }) {
  const start = yield 30;
  const input = {
    ...{ name: "Class credits", amount: "300", priority: 20, reference: "keystone-class" },
    onReset: { min: "50", max: "100" },
    reason: "Schools get class credits",
  };
  await startRefill(start, walletId, RefillInput.parse(input));
  const ctx = yield 80;
  const asked = { overage: "carry", reason: "The new term begins", reference: "keystone-term" };
  await resetWallet(ctx, walletId, ResetInput.parse(asked));
};

export const voided: Tale = async function* ({ resident: { walletId } }) {
  const given = { name: "Trade fair bonus", credits: "400", reference: "emberline-fair" };
  const grantId = await give(yield 40, walletId, given);
  const input = { amount: "150", reason: "Given twice", reference: "emberline-fair-void" };
  await voidGrant(yield 60, grantId, VoidGrantInput.parse(input));
};

/** A debit is taken back after its credits ended, so they come back in a grant of their own. */
export const restored: Tale = async function* ({ resident: { walletId } }) {
  const start = yield 41;
  await give(start, walletId, {
    ...{ name: "Trial credits", credits: "60", priority: 1, reference: "bluepeak-trial" },
    expiresAt: daysAfter(start, 7),
  });
  const taken = await debitWallet(
    minutesAfter(start, 5),
    walletId,
    DebitInput.parse({
      ...{ amount: "60", reasonCode: "other", reference: "bluepeak-import" },
      reason: "Import of their old contacts",
    }),
  );
  const input = {
    ...{ restoreDays: 30, reference: "bluepeak-import-back" },
    reason: "The import failed without anybody's notice",
  };
  const id = TransactionId.parse(taken.transactionId);
  await reverseTransaction(yield DAYS, id, ReverseInput.parse(input));
};

export const adjusted: Tale = async function* ({ resident: { walletId } }) {
  const up = { amount: "100", reasonCode: "goodwill_reversal", reference: "harbor-outage" };
  const sorry = { ...up, reason: "The outage of that Tuesday" };
  await adjustWallet(yield 55, walletId, AdjustInput.parse(sorry));
  const down = { amount: "-40", reasonCode: "correction", reference: "harbor-correction" };
  const less = { ...down, reason: "The outage was shorter than told" };
  await adjustWallet(yield 58, walletId, AdjustInput.parse(less));
  const ctx = yield DAYS;
  await give(ctx, walletId, {
    ...{ name: "Season credits", credits: "500", reference: "harbor-season" },
    ...{ effectiveAt: daysAfter(ctx, 9), expiresAt: daysAfter(ctx, 100) },
  });
};

export const partlyReversed: Tale = async function* ({ resident: { walletId } }) {
  const debit = {
    ...{ amount: "120", reasonCode: "contract_true_up", reference: "kestrel-bulk" },
    reason: "Bulk enrichment by mail",
  };
  const taken = await debitWallet(yield 50, walletId, DebitInput.parse(debit));
  const back = {
    ...{ amount: "45", reference: "kestrel-bulk-back" },
    reason: "Forty-five of the contacts were empty",
  };
  const id = TransactionId.parse(taken.transactionId);
  await reverseTransaction(yield 52, id, ReverseInput.parse(back));
};
