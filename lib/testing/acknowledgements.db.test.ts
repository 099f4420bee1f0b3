/** The tests that kill and cut would see a loss or a double of any kind of command: here are some. */
import { expect, it } from "vitest";
import { HoldId } from "@/lib/ids";
import type { BookedView } from "@/lib/ledger/schema";
import { captureHold } from "@/lib/ledger/writes/capture-hold";
import { extendGrant } from "@/lib/ledger/writes/extend-grant";
import { placeHold } from "@/lib/ledger/writes/place-hold";
import { releaseHold } from "@/lib/ledger/writes/release-hold";
import { transferCredits } from "@/lib/ledger/writes/transfer-credits";
import { differencesBetween, type Stored } from "./acknowledgements";
import { credits } from "./amounts";
import { aContext } from "./factories";
import { captureInput, holdInput, releaseInput } from "./holds";
import { extendInput, transferInput } from "./moves";
import { storedWork } from "./stored-work";
import { anAccount, give } from "./wallets";

const KINDS = ["hold", "capture", "release", "transfer", "extend"] as const;
const named = (kind: string) => ({ reference: `call-${kind}` });

/** One of each kind, with what was answered and what is stored. */
async function oneOfEach() {
  const ctx = await aContext();
  const [account, other] = [await anAccount(ctx), await anAccount(ctx)];
  const expiresAt = new Date("2026-05-01T00:00:00Z");
  const grantId = await give(ctx, account, { amount: credits("50"), expiresAt });
  const hold = await placeHold(ctx, account, holdInput("5", named("hold")));
  const holdId = HoldId.parse(hold.holdId);
  const views: readonly BookedView[] = [
    hold,
    await captureHold(ctx, holdId, captureInput("2", { ...named("capture"), isFinal: false })),
    await releaseHold(ctx, holdId, releaseInput(named("release"))),
    await transferCredits(ctx, grantId, transferInput(other, "7", named("transfer"))),
    await extendGrant(ctx, grantId, extendInput("2026-09-01T00:00:00Z", named("extend"))),
  ];
  const debits = views.map(({ transactionId, amount }, index) => ({
    ...named(KINDS[index] ?? ""),
    taken: { transactionId, credits: amount },
  }));
  return { answers: { events: [], debits }, stored: await storedWork(ctx.organizationId) };
}

it("sees each kind of command lost, doubled, changed, or kept though refused", async () => {
  const { answers, stored } = await oneOfEach();
  const seen = (debits: Stored["debits"], told = answers) =>
    differencesBetween(told, { events: [], debits });

  expect(seen(stored.debits)).toEqual([]);
  for (const kind of KINDS) {
    const { reference } = named(kind);
    const rest = stored.debits.filter((one) => one.reference !== reference);
    const own = stored.debits.filter((one) => one.reference === reference);
    expect(own).toHaveLength(1);
    expect(seen(rest)).toEqual([`debit ${reference} was accepted and is lost`]);
    expect(seen([...stored.debits, ...own])).toEqual([`debit ${reference} is stored 2 times`]);
    const other = own.map((one) => ({ ...one, credits: "1.5" }));
    expect(seen([...rest, ...other])).toEqual([
      `debit ${reference} took 1.5, answered ${own[0]?.credits}`,
    ]);
    const refused = answers.debits.map((one) =>
      one.reference === reference ? { reference, taken: null } : one,
    );
    expect(differencesBetween({ events: [], debits: refused }, stored)).toEqual([
      `debit ${reference} was refused and is stored`,
    ]);
  }
});
