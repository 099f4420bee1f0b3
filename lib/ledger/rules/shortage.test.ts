import { describe, expect, it } from "vitest";
import type { FeatureId, WalletId } from "@/lib/ids";
import { creditsText, ZERO } from "@/lib/money/credits";
import { credits, money } from "@/lib/testing/amounts";
import { asked, day, debit, emptyBooks, grant, MemoryLedger, NOON } from "@/lib/testing/books";
import {
  accountsOf,
  drawn,
  figures,
  givenBy,
  nothing,
  part,
  standing,
} from "@/lib/testing/ledger-words";

const CALLS = "calls" as FeatureId;
const EXPORTS = "exports" as FeatureId;

describe("when there is not enough (SEMANTICS 3)", () => {
  const with30 = (
    shortagePolicy: "REFUSE" | "CAP" | "OVERAGE",
    overageLimit: string | null = null,
  ) => {
    const limit = overageLimit === null ? null : credits(overageLimit);
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy, overageLimit: limit }));
    givenBy(ledger, "30", "A");
    return ledger;
  };

  it("refuses, says how much is missing, and changes nothing", () => {
    expect(with30("REFUSE").refusal(debit("50"))).toEqual({
      code: "insufficient_credits",
      required: credits("50"),
      available: credits("30"),
      shortfall: credits("20"),
      cures: [{ kind: "top_up", credits: "20" }],
    });
  });

  it("caps: takes what there is and reports the rest", () => {
    const answer = with30("CAP").do(debit("50"));

    expect(answer).toMatchObject({ amount: credits("30"), parts: [{ dropped: credits("20") }] });
  });

  it("owes the rest, up to the limit", () => {
    const ledger = with30("OVERAGE", "20");

    expect(ledger.do(debit("50")).parts).toMatchObject([
      { drawn: credits("30"), overage: credits("20"), dropped: ZERO },
    ]);
    expect(figures(ledger)).toEqual({ ...nothing, overage: credits("20") });
    expect(ledger.refusal(debit("1"))).toMatchObject({
      code: "limit_reached",
      limit: credits("20"),
      used: credits("20"),
    });
  });

  it("lets the caller override the policy, and forbid overage", () => {
    expect(with30("REFUSE").do(debit("50", { onShortage: "CAP" })).amount).toBe(credits("30"));
    const refusal = with30("OVERAGE").refusal(debit("50", { forbidsOverage: true }));
    expect(refusal.code).toBe("insufficient_credits");
  });

  it("gives a shortfall to the first wallet with room, else drops it under any CAP", () => {
    const [full, roomy, capping] = ["full", "roomy", "capping"] as WalletId[];
    const wallets = [
      { id: full as WalletId, priority: 1, shortagePolicy: "OVERAGE", overageLimit: credits("5") },
      {
        id: roomy as WalletId,
        priority: 2,
        shortagePolicy: "OVERAGE",
        overageLimit: credits("15"),
      },
      { id: capping as WalletId, priority: 3, shortagePolicy: "CAP" },
    ] as const;
    const ledger = new MemoryLedger(emptyBooks(...wallets));

    ledger.do(debit("10"));
    expect(figures(ledger, roomy).overage).toBe(credits("10"));
    expect(ledger.do(debit("10")).parts).toMatchObject([{ dropped: credits("10") }]);
    expect(figures(ledger, full).overage).toBe(ZERO);
  });

  it("skips frozen wallets, and says so of one that is named", () => {
    const frozen = "frozen" as WalletId;
    const ledger = new MemoryLedger(emptyBooks({}, { id: frozen, status: "FROZEN", priority: 1 }));
    ledger.do(grant("10", { name: "frozen" }, { walletId: frozen }));
    givenBy(ledger, "10", "open");

    expect(drawn(ledger, ledger.do(debit("5")))).toEqual({ open: "5" });
    expect(ledger.refusal(debit("5", { walletId: frozen }))).toMatchObject({
      code: "invalid_state",
      state: "FROZEN",
    });
  });

  it("decides a use part by part, in order of time, then as given", () => {
    const parts = ["20", "20", "5"];
    const taken = (policy: "REFUSE" | "CAP") =>
      with30(policy)
        .do(debit(parts))
        .parts.map(({ drawn, status }) => `${creditsText(drawn)} ${status}`);

    expect(taken("REFUSE")).toEqual(["20 taken", "0 refused", "5 taken"]);
    expect(taken("CAP")).toEqual(["20 taken", "10 taken", "0 taken"]);

    const late = [part("20", NOON), part("15", day(-1))];
    expect(
      with30("REFUSE")
        .do(debit(late))
        .parts.map(({ status }) => status),
    ).toEqual(["refused", "taken"]);
  });

  it("tells each part where its own slice begins", () => {
    const { parts } = with30("OVERAGE").do(debit(["20", "20", "5"]));

    expect(parts.map(({ offset }) => creditsText(offset))).toEqual(["0", "20", "40"]);
  });

  it("asks a price once the parts before it are decided", () => {
    const perTaken = (already: readonly { status: string }[]) =>
      credits(String(10 * already.filter(({ status }) => status === "taken").length));
    const parts = [
      part("25", NOON),
      part("10", NOON),
      { eventId: null, at: NOON, amount: perTaken },
    ];

    expect(with30("CAP").do(debit(parts)).parts[2]).toMatchObject({ amount: credits("20") });
  });

  it("settles what is owed with the next credits that may pay for that feature", () => {
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy: "OVERAGE" }));
    ledger.do(debit("20", { featureId: CALLS }));

    givenBy(ledger, "50", "exports only", { featureIds: [EXPORTS] });
    expect(figures(ledger)).toEqual({
      ...nothing,
      available: credits("50"),
      overage: credits("20"),
    });
    const id = givenBy(ledger, "100", "all");

    expect(figures(ledger)).toEqual({ ...nothing, available: credits("130") });
    expect(accountsOf(ledger, id)).toEqual(standing({ available: "80", consumed: "20" }));
    expect(ledger.booked.at(-1)?.entries).toMatchObject([
      { from: "issued", to: "available", amount: credits("100") },
      { from: "available", to: "consumed", amount: credits("20"), grantId: id },
      { from: "consumed", to: "overage", amount: credits("20"), grantId: null },
    ]);
  });

  it("settles nothing before it was owed, by credits that are older than the use", () => {
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy: "OVERAGE" }));
    ledger.do(debit([part("4", day(-2))]));

    givenBy(ledger, "10", "over by now", { effectiveAt: day(-5), expiresAt: day(-1) });

    expect(ledger.booked.at(-1)?.entries).toMatchObject([
      { from: "issued", to: "available", effectiveAt: day(-5) },
      { from: "available", to: "consumed", effectiveAt: day(-2) },
      { from: "consumed", to: "overage", effectiveAt: day(-2) },
      { from: "available", to: "expired", effectiveAt: day(-1) },
    ]);
  });

  it("neither drops nor owes more than one command moves (SEMANTICS 1.5)", () => {
    const tooMuch = debit([part("1000000000000000.000000001", NOON)]);

    for (const policy of ["CAP", "OVERAGE"] as const) {
      expect(with30(policy).refusal(tooMuch).code).toBe("insufficient_credits");
    }
  });

  it("hands what is owed to an invoice, which the next credits then do not settle", () => {
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy: "OVERAGE" }));
    const overagePrice = { chargeId: "charge", unitPrice: money("1"), currency: "USD" };
    ledger.do(debit("20", { overagePrice }));
    const [lot] = [...ledger.books.lots.values()];
    if (!lot) throw new Error("no lot");

    const walletId = ledger.wallet().id;
    ledger.do({ kind: "invoice_overage", ...asked(), walletId, lotIds: [lot.id] });
    givenBy(ledger, "2500", "renewal");

    expect(figures(ledger)).toEqual({ ...nothing, available: credits("2500") });
    expect(ledger.books.lots.get(lot.id)).toMatchObject({
      open: ZERO,
      invoiced: credits("20"),
      unitPrice: money("1"),
    });
  });
});
