/** Credits set aside: placed, captured, released, ended by time (SEMANTICS §5). */
import { describe, expect, it } from "vitest";
import type { FeatureId, GrantId, WalletId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { day, debit, emptyBooks, grant, MemoryLedger, NOON } from "@/lib/testing/books";
import { capture, figuresIn, hold, holdOf, release, stands } from "@/lib/testing/hold-commands";
import { drawn, givenBy } from "@/lib/testing/ledger-words";

const at = (time: string) => new Date(`2026-11-10T${time}:00Z`);
/** A 20 C, ending at 12:00; B 100 C; 50 C held at 11:00. */
function exampled() {
  const ledger = new MemoryLedger();
  const give = (amount: string, name: string, expiresAt: Date | null) =>
    ledger.do(grant(amount, { name, expiresAt }), at("10:00")).grantId as GrantId;
  const [a, b] = [give("20", "A", at("12:00")), give("100", "B", null)];
  return { ledger, a, b };
}
const holdFifty = (ledger: MemoryLedger, expiresAt = day(1)) =>
  ledger.do(hold("50", { expiresAt }), at("11:00"));

describe("placing a hold", () => {
  it("reserves from grants in burn order; what is held leaves available and stays in balance", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "20", "A", { expiresAt: day(3) });
    givenBy(ledger, "100", "B");
    const answer = ledger.do(hold("50"));
    expect(drawn(ledger, answer)).toEqual({ A: "20", B: "30" });
    expect(answer.draws.map(({ decidedBy }) => decidedBy)).toEqual([
      "sooner_expiry",
      "only_choice",
    ]);
    expect(figuresIn(ledger)).toEqual(["70", "50", "0"]);
    expect(holdOf(ledger, answer.holdId)).toMatchObject({ state: "open", held: "50" });
  });

  it("reserves over several wallets, and only of the unit and for the feature named", () => {
    const [main, spare, calls, other] = ["main", "spare", "calls", "other"] as [
      WalletId,
      WalletId,
      WalletId,
      WalletId,
    ];
    const ledger = new MemoryLedger(
      emptyBooks(
        { id: main, priority: 1 },
        { id: spare, priority: 2 },
        { id: calls, priority: 0, featureIds: ["calls" as FeatureId] },
        { id: other, priority: 0, creditUnit: "minutes" },
      ),
    );
    for (const walletId of [main, spare, calls, other]) {
      ledger.do(grant("10", { name: walletId }, { walletId }));
    }
    expect(drawn(ledger, ledger.do(hold("15")))).toEqual({ main: "10", spare: "5" });
    const forCalls = hold("12", { featureId: "calls" as FeatureId });
    expect(drawn(ledger, ledger.do(forCalls))).toEqual({ calls: "10", spare: "2" });
    expect(ledger.refusal(hold("11", { walletId: other, creditUnit: "minutes" }))).toMatchObject({
      available: credits("10"),
    });
  });

  it.each(["REFUSE", "CAP", "OVERAGE"] as const)(
    "is refused whole, not capped, under %s",
    (shortagePolicy) => {
      const ledger = new MemoryLedger(emptyBooks({ shortagePolicy }));
      givenBy(ledger, "30", "A");
      expect(ledger.refusal(hold("50"))).toMatchObject({
        code: "insufficient_credits",
        ...{ required: credits("50"), available: credits("30"), shortfall: credits("20") },
        cures: [{ kind: "top_up", credits: "20" }],
      });
      expect(figuresIn(ledger)).toEqual(["30", "0", "0"]);
    },
  );

  it("lasts thirty days at most, ends after it begins, and moves an amount above zero", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "100", "A");
    ledger.do(hold("1", { expiresAt: day(30) }));
    const field = (over: Parameters<typeof hold>[1], amount = "1") =>
      ledger.refusal(hold(amount, over));
    const late = new Date(day(30).getTime() + 1);
    expect(field({ expiresAt: late })).toMatchObject({
      code: "validation_error",
      field: "expiresAt",
    });
    expect(field({ expiresAt: NOON })).toMatchObject({ field: "expiresAt" });
    expect(field({}, "0")).toMatchObject({ field: "amount" });
    expect(field({}, "1000000000000001")).toMatchObject({ field: "amount" });
  });

  it("is refused of a frozen wallet that is named, and skips one that is not", () => {
    const ledger = new MemoryLedger(emptyBooks({ status: "FROZEN" }));
    givenBy(ledger, "10", "A");
    expect(ledger.refusal(hold("1", { walletId: ledger.wallet().id }))).toMatchObject({
      ...{ code: "invalid_state", entity: "wallet", state: "FROZEN" },
    });
    expect(ledger.refusal(hold("1"))).toMatchObject({ available: credits("0") });
  });
});

describe("the example of the specification", () => {
  it("captures 35 at 12:30: A 20, B 15 consumed; 15 back to B", () => {
    const { ledger, a, b } = exampled();
    const { holdId, ...place } = holdFifty(ledger);
    expect(drawn(ledger, place as never)).toEqual({ A: "20", B: "30" });
    const answer = ledger.do(capture(holdId, "35"), at("12:30"));
    expect(drawn(ledger, answer)).toEqual({ A: "20", B: "15" });
    expect([stands(ledger, a), stands(ledger, b)]).toEqual([
      { consumed: "20" },
      { available: "85", consumed: "15" },
    ]);
    expect(answer).toMatchObject({ released: credits("15"), lapsed: credits("0") });
    expect(holdOf(ledger, holdId)).toEqual({
      ...{ state: "captured", held: "0", captured: "35", released: "15" },
    });
  });

  it("releases instead at 12:30: 20 lapses, 30 back to B", () => {
    const { ledger, a, b } = exampled();
    const { holdId } = holdFifty(ledger);
    const answer = ledger.do(release(holdId), at("12:30"));
    expect([stands(ledger, a), stands(ledger, b)]).toEqual([
      { expired: "20" },
      { available: "100" },
    ]);
    expect(answer).toMatchObject({ released: credits("50"), lapsed: credits("20") });
    expect(holdOf(ledger, holdId)).toMatchObject({ state: "released", released: "50" });
  });

  it("ends by itself at 12:30, at that instant, whoever looks later", () => {
    const { ledger, a, b } = exampled();
    const { holdId } = holdFifty(ledger, at("12:30"));
    ledger.do(
      debit("1", { parts: [{ eventId: null, at: at("13:00"), amount: credits("1") }] }),
      at("13:00"),
    );
    expect([stands(ledger, a), stands(ledger, b)]).toEqual([
      { expired: "20" },
      { available: "99", consumed: "1" },
    ]);
    expect(holdOf(ledger, holdId)).toMatchObject({ state: "expired", released: "50" });
    const [due] = ledger.booked.filter(({ kind }) => kind === "due").slice(-1);
    expect(due?.entries.filter(({ from }) => from === "held")).toMatchObject([
      { grantId: b, to: "available", effectiveAt: at("12:30") },
      { grantId: a, to: "expired", effectiveAt: at("12:30") },
    ]);
  });
});
