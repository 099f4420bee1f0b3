import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChargeId } from "@/lib/ids";
import { type Money, moneyText, NO_MONEY, nanomoney, sumMoney } from "@/lib/money/money";
import { credits, money } from "@/lib/testing/amounts";
import { basic, fee } from "@/lib/testing/plan-terms";
import { cancelOutcome } from "./cancel-credit";
import { planStart } from "./start";

const START = new Date("2026-03-01T00:00:00Z");
const MARCH = { start: START, end: new Date("2026-04-01T00:00:00Z") };
const HOUR = 3_600_000;
const GIVEN = credits("2500");
/** Half of the smallest coin: what one rounding of a line may come to. */
const HALF_A_CENT = 5_000_000n;

type Paid = Money | null;
const asked = (amount: string, invoice: { id: string; paid: Paid }, id = "price-fee") => ({
  ...{ chargeId: id as ChargeId, description: id, amount: money(amount), period: MARCH, invoice },
});
type Asked = ReturnType<typeof asked>;

const versionOf = (timing: "ADVANCE" | "ARREAR", price = "310") =>
  basic({ charges: [fee(price, { billingPeriod: "MONTHLY", timing })] });

/** A cancellation so many hours into March. */
function cancelled(
  fees: readonly Asked[],
  over: {
    readonly hours?: number;
    readonly unspent?: bigint;
    readonly isVoided?: boolean;
    readonly isCredited?: boolean;
    readonly timing?: "ADVANCE" | "ARREAR";
  } = {},
) {
  const { hours = 240, unspent = GIVEN, isVoided = true, isCredited = true } = over;
  const version = versionOf(over.timing ?? "ADVANCE");
  const { course } = planStart(version, {
    ...{ startsAt: START, zone: "UTC", billingCycle: "ANNIVERSARY", billingPeriod: "MONTHLY" },
  });
  const grants = [{ creditUnit: "credits", given: GIVEN, unspent: unspent as typeof GIVEN }];
  const at = new Date(START.getTime() + hours * HOUR);
  return cancelOutcome({ version, course, grants, fees }, { at, isVoided, isCredited });
}

const amounts = (of: readonly { readonly amount: Money }[]) =>
  of.map(({ amount }) => moneyText(amount));

describe("what a cancellation gives back", () => {
  const paid = { id: "inv", paid: null };

  it("is the lesser share of time and credits, as a credit line", () => {
    expect(amounts(cancelled([asked("310", paid)]).lines)).toEqual(["-210"]);
    const mostly = cancelled([asked("310", paid)], { unspent: credits("250") });
    expect(amounts(mostly.lines)).toEqual(["-31"]);
    expect(cancelled([asked("310", paid)], { unspent: 0n }).lines).toEqual([]);
  });

  it("is nothing unless it is asked for, or where the credits stay", () => {
    expect(cancelled([asked("310", paid)], { isCredited: false }).lines).toEqual([]);
    expect(cancelled([asked("310", paid)], { isVoided: false }).lines).toEqual([]);
  });

  it("is at most what was paid of the invoice, over all of its fees, and names who fell short", () => {
    const partly = { id: "inv", paid: money("250") };
    const two = [asked("310", partly), asked("62", partly, "seats")];

    const { credits: given, unpaid } = cancelled(two);

    expect(amounts(given)).toEqual(["210", "40"]);
    expect(unpaid.map(({ description }) => description)).toEqual(["seats"]);
    expect(cancelled([asked("310", { id: "inv", paid: NO_MONEY })]).credits).toEqual([]);
  });

  it("of a fee that is paid afterwards is what was used ahead, asked for", () => {
    const arrear = { timing: "ARREAR" } as const;

    expect(cancelled([], arrear).lines).toEqual([]);
    expect(amounts(cancelled([], { ...arrear, unspent: 0n }).lines)).toEqual(["210"]);
    expect(amounts(cancelled([], { ...arrear, isVoided: false }).lines)).toEqual(["210"]);
  });
});

describe("any cancellation", () => {
  const anyDay = fc.record({
    hours: fc.constantFrom(0, 1, 24, 240, 743),
    /** Tenths of the credits that are left. */
    left: fc.constantFrom(0n, 1n, 5n, 9n, 10n),
    paid: fc.constantFrom<Paid>(null, money("0"), money("0.01"), money("100"), money("310")),
  });
  const unspentOf = (left: bigint) => (GIVEN * left) / 10n;

  it("never gives back more than was paid", () => {
    fc.assert(
      fc.property(anyDay, ({ hours, left, paid }) => {
        const fees = [asked("310", { id: "inv", paid }), asked("7.77", { id: "inv", paid }, "b")];
        const { credits: given } = cancelled(fees, { hours, unspent: unspentOf(left) });
        const sum = sumMoney(given.map(({ amount }) => amount));
        expect(sum <= (paid ?? money("317.77"))).toBe(true);
        expect(
          given.every(({ fee: { amount }, amount: back }) => back > 0n && back <= amount),
        ).toBe(true);
      }),
    );
  });

  it("and starting again, as often as one likes, never mints", () => {
    fc.assert(
      fc.property(
        fc.array(anyDay, { minLength: 1, maxLength: 12 }),
        fc.constantFrom("ADVANCE" as const, "ARREAR" as const),
        (rounds, timing) => {
          let net = NO_MONEY as bigint;
          let used = 0n;
          for (const { hours, left } of rounds) {
            const unspent = unspentOf(left);
            const fees = timing === "ADVANCE" ? [asked("310", { id: "inv", paid: null })] : [];
            const { lines } = cancelled(fees, { hours, unspent, timing });
            const lived = nanomoney((money("310") * BigInt(hours)) / 744n);
            net += sumMoney(lines.map(({ amount }) => amount));
            net += timing === "ADVANCE" ? money("310") : lived;
            used += GIVEN - unspent;
          }
          const roundings = BigInt(2 * rounds.length) * HALF_A_CENT;
          expect(used * money("310") <= (net + roundings) * GIVEN).toBe(true);
        },
      ),
    );
  });
});
