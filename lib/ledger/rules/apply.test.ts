import { describe, expect, it } from "vitest";
import type { FeatureId, GrantId, WalletId } from "@/lib/ids";
import { creditsText, sum, ZERO } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { credits, money } from "@/lib/testing/amounts";
import {
  asked,
  day,
  debit,
  emptyBooks,
  grant,
  MemoryLedger,
  NOON,
  reverse,
} from "@/lib/testing/books";
import type { Answer } from "./apply";
import type { DebitPart } from "./command";

const CALLS = "calls" as FeatureId;
const EXPORTS = "exports" as FeatureId;
const END = new Date("2026-11-30T00:00:00Z");

/** Draws by the names of their grants: `{ A: "40", B: "50" }`. */
const drawn = (ledger: MemoryLedger, { draws }: Answer) =>
  Object.fromEntries(
    draws.map(({ grantId, amount }) => [
      ledger.books.grants.get(grantId)?.name,
      creditsText(amount),
    ]),
  );
const figures = (ledger: MemoryLedger, walletId?: WalletId) => {
  const { available, held, pending, overage } = ledger.wallet(walletId);
  return { available, held, pending, overage };
};
const nothing = { available: ZERO, held: ZERO, pending: ZERO, overage: ZERO };
const givenBy = (ledger: MemoryLedger, amount: string, name: string, over = {}) =>
  ledger.do(grant(amount, { name, ...over })).grantId as GrantId;
const accountsOf = (ledger: MemoryLedger, id: GrantId | null) => {
  const { pending, available, consumed, expired, voided, moved } = ledger.books.grants.get(
    id as GrantId,
  ) as never as Record<string, bigint>;
  return { pending, available, consumed, expired, voided, moved };
};
const standing = (over: Record<string, string>) => ({
  ...{ pending: ZERO, available: ZERO, consumed: ZERO, expired: ZERO, voided: ZERO, moved: ZERO },
  ...Object.fromEntries(Object.entries(over).map(([account, text]) => [account, credits(text)])),
});
const part = (amount: string, at: Date): DebitPart => ({
  eventId: null,
  at,
  amount: credits(amount),
});

describe("which grant pays (SEMANTICS 2)", () => {
  const threeGrants = (priorityOfC = 10) => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "500", "C", { priority: priorityOfC });
    givenBy(ledger, "100", "B", { expiresAt: END, source: "plan" });
    givenBy(ledger, "40", "A", { expiresAt: END, category: "PROMOTIONAL" });
    return ledger;
  };

  it("spends the promotional credits, then the plan's, and leaves the prepaid", () => {
    const ledger = threeGrants();

    const answer = ledger.do(debit("90"));

    expect(drawn(ledger, answer)).toEqual({ A: "40", B: "50" });
    expect(answer.draws.map(({ decidedBy }) => decidedBy)).toEqual(["category", "sooner_expiry"]);
  });

  it("lets the priority of a grant outrank all of that", () => {
    const ledger = threeGrants(1);

    expect(drawn(ledger, ledger.do(debit("90")))).toEqual({ C: "90" });
  });

  it("lets the priority of the wallet outrank the grant's", () => {
    const first = "first" as WalletId;
    const ledger = new MemoryLedger(emptyBooks({}, { id: first, priority: 1 }));
    givenBy(ledger, "10", "second", { priority: 1 });
    ledger.do(grant("10", { name: "first" }, { walletId: first }));

    const answer = ledger.do(debit("15"));

    expect(drawn(ledger, answer)).toEqual({ first: "10", second: "5" });
    expect(answer.draws[0]?.decidedBy).toBe("wallet_priority");
  });

  it("spends what may pay for few features before what pays for all, and nothing that may not", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "10", "all");
    givenBy(ledger, "10", "both", { featureIds: [CALLS, EXPORTS] });
    givenBy(ledger, "10", "calls", { featureIds: [CALLS] });
    givenBy(ledger, "10", "exports", { featureIds: [EXPORTS] });

    const answer = ledger.do(debit("25", { featureId: CALLS }));

    expect(drawn(ledger, answer)).toEqual({ calls: "10", both: "10", all: "5" });
    expect(drawn(ledger, ledger.do(debit("5")))).toEqual({ all: "5" });
    expect(ledger.refusal(debit("1"))).toMatchObject({ available: ZERO });
  });

  it("pays a use just before the end and none at it (SEMANTICS 1.3)", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "10", "A", { expiresAt: END });

    ledger.do(debit([part("1", new Date(END.getTime() - 1))]), new Date(END.getTime() - 1));

    expect(ledger.refusal(debit([part("1", END)]), END)).toMatchObject({ shortfall: credits("1") });
  });
});

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

describe("the life of a grant (SEMANTICS 1.3, 6.1, 9.1)", () => {
  it("waits for its start, and counts from it", () => {
    const ledger = new MemoryLedger();
    const id = givenBy(ledger, "10", "later", { effectiveAt: day(1) });
    expect(figures(ledger)).toEqual({ ...nothing, pending: credits("10") });

    ledger.do({ kind: "expire", ...asked() }, day(2));

    expect(accountsOf(ledger, id)).toEqual(standing({ available: "10" }));
    expect(ledger.booked.at(-1)?.entries).toMatchObject([
      { from: "pending", to: "available", effectiveAt: day(1) },
    ]);
  });

  it("lapses at its own end, whenever that is booked, before anything else is done", () => {
    const ledger = new MemoryLedger();
    const id = givenBy(ledger, "10", "A", { expiresAt: day(1) });
    givenBy(ledger, "5", "B");
    ledger.do(debit("4"));

    ledger.do(debit([part("1", day(3))]), day(3));

    expect(accountsOf(ledger, id)).toEqual(standing({ consumed: "4", expired: "6" }));
    expect(ledger.booked.map(({ kind }) => kind).slice(-2)).toEqual(["due", "debit"]);
    expect(ledger.booked.at(-2)?.entries).toMatchObject([
      { from: "available", to: "expired", effectiveAt: day(1) },
    ]);
  });

  it("waits for its payment, and a term in days starts with it", () => {
    const ledger = new MemoryLedger();
    const { grantId } = ledger.do(grant("10", { expiresAfterDays: 30 }, { isPaid: false }));
    if (grantId === null) throw new Error("no grant");
    expect(ledger.refusal(debit("1"))).toMatchObject({ available: ZERO });

    ledger.do({ kind: "activate", ...asked(), grantId }, day(2));

    expect(ledger.books.grants.get(grantId)?.expiresAt).toEqual(day(32));
    expect(figures(ledger)).toEqual({ ...nothing, available: credits("10") });
    expect(ledger.refusal({ kind: "activate", ...asked(), grantId }, day(2)).code).toBe(
      "invalid_state",
    );
  });

  it("is voided by a payment after its fixed end", () => {
    const ledger = new MemoryLedger();
    const { grantId } = ledger.do(grant("10", { expiresAt: day(1) }, { isPaid: false }));
    if (grantId === null) throw new Error("no grant");

    const answer = ledger.do({ kind: "activate", ...asked(), grantId }, day(2));

    expect(answer).toMatchObject({ amount: ZERO, lapsed: credits("10") });
    expect(accountsOf(ledger, grantId)).toEqual(standing({ voided: "10" }));
  });

  it("can be voided in part and whole; spent stays spent", () => {
    const ledger = new MemoryLedger();
    const grantId = givenBy(ledger, "10", "A");
    ledger.do(debit("3"));

    ledger.do({ kind: "void", ...asked(), grantId, amount: credits("2") });
    expect(accountsOf(ledger, grantId)).toEqual(
      standing({ available: "5", consumed: "3", voided: "2" }),
    );
    expect(ledger.refusal({ kind: "void", ...asked(), grantId, amount: credits("6") }).code).toBe(
      "validation_error",
    );
    ledger.do({ kind: "void", ...asked(), grantId, amount: null });
    expect(accountsOf(ledger, grantId)).toEqual(standing({ consumed: "3", voided: "7" }));
    expect(ledger.refusal({ kind: "void", ...asked(), grantId, amount: null })).toMatchObject({
      code: "invalid_state",
      state: "voided",
    });
  });

  it("counts no command before what is already booked (SEMANTICS 11)", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "10", "A", { expiresAt: day(5) });
    ledger.do(debit([part("1", day(6))], { onShortage: "CAP" }), day(6));

    const clockRunsBehind = debit([part("1", day(4))]);
    expect(ledger.refusal(clockRunsBehind, day(4))).toMatchObject({ available: ZERO });
  });
});

describe("late use (SEMANTICS 11)", () => {
  it("takes first what was live at its time, lapsed since or not, then what is live now", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "10", "A", { expiresAt: day(-1) });
    // Issued after its own end, it lapsed at once; six of the ten had been used before.
    expect(accountsOf(ledger, a)).toEqual(standing({ expired: "10" }));
    givenBy(ledger, "100", "B", { effectiveAt: day(-1) });

    const answer = ledger.do(debit([part("12", day(-2))]));

    expect(drawn(ledger, answer)).toEqual({ A: "10", B: "2" });
    expect(ledger.booked.at(-1)?.entries).toMatchObject([
      { grantId: a, from: "expired", to: "available", effectiveAt: day(-1) },
      { grantId: a, from: "available", to: "consumed", effectiveAt: day(-2), isLate: false },
      { from: "available", to: "consumed", effectiveAt: NOON, isLate: true },
    ]);
    expect(accountsOf(ledger, a)).toEqual(standing({ consumed: "10" }));
  });

  it("counts at its own time where the grant was already live", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "10", "A");

    ledger.do(debit([part("1", day(-2))]));

    expect(ledger.booked.at(-1)).toMatchObject({
      effectiveAt: day(-2),
      recordedAt: NOON,
      entries: [{ effectiveAt: day(-2), isLate: false }],
    });
  });
});

describe("reversal (SEMANTICS 4.3)", () => {
  it("gives back to the same grants, last drawn first, never more than was taken", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "40", "A", { expiresAt: END });
    const b = givenBy(ledger, "100", "B");
    const { transactionId } = ledger.do(debit("90"));

    expect(drawn(ledger, ledger.do(reverse(transactionId, "60")))).toEqual({ B: "50", A: "10" });
    expect(accountsOf(ledger, a)).toEqual(standing({ available: "10", consumed: "30" }));
    expect(ledger.refusal(reverse(transactionId, "31")).code).toBe("validation_error");
    ledger.do(reverse(transactionId));

    expect(accountsOf(ledger, b)).toEqual(standing({ available: "100" }));
    expect(ledger.refusal(reverse(transactionId))).toMatchObject({ state: "reversed" });
  });

  it("lapses at once what returns to a grant that has ended, and reports it", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "10", "A", { expiresAt: day(1) });
    const { transactionId } = ledger.do(debit("4"));

    const answer = ledger.do(reverse(transactionId), day(2));

    expect(answer).toMatchObject({ amount: credits("4"), lapsed: credits("4") });
    expect(accountsOf(ledger, a)).toEqual(standing({ expired: "10" }));
  });

  it("voids what returns to a voided grant", () => {
    const ledger = new MemoryLedger();
    const grantId = givenBy(ledger, "10", "A");
    const { transactionId } = ledger.do(debit("4"));
    ledger.do({ kind: "void", ...asked(), grantId, amount: null });

    expect(ledger.do(reverse(transactionId)).lapsed).toBe(credits("4"));
    expect(accountsOf(ledger, grantId)).toEqual(standing({ voided: "10" }));
  });

  it("restores for N days instead, with the cost that belongs to it", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "10", "A", { expiresAt: day(1), costTotal: money("5") });
    const { transactionId } = ledger.do(debit("4"));

    const { grantId, lapsed } = ledger.do(reverse(transactionId, null, 30), day(2));

    expect(lapsed).toBe(ZERO);
    expect(accountsOf(ledger, a)).toEqual(standing({ expired: "6", moved: "4" }));
    expect(accountsOf(ledger, grantId)).toEqual(standing({ available: "4" }));
    const restored = ledger.books.grants.get(grantId as GrantId);
    expect(restored).toMatchObject({ parentGrantId: a, expiresAt: day(32) });
    expect(moneyText(restored?.costTotal ?? money("0"))).toBe("2");
  });

  const owing = () => {
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy: "OVERAGE" }));
    const a = givenBy(ledger, "30", "A");
    const { transactionId } = ledger.do(debit("50"));
    return { ledger, a, transactionId };
  };

  it("returns overage first: unsettled, the overage falls", () => {
    const { ledger, a, transactionId } = owing();

    ledger.do(reverse(transactionId, "25"));

    expect(figures(ledger)).toEqual({ ...nothing, available: credits("5") });
    expect(accountsOf(ledger, a)).toEqual(standing({ available: "5", consumed: "25" }));
  });

  it("settled, it returns to the grant that settled it", () => {
    const { ledger, transactionId } = owing();
    const b = givenBy(ledger, "100", "B");

    ledger.do(reverse(transactionId, "15"));

    expect(accountsOf(ledger, b)).toEqual(standing({ available: "95", consumed: "5" }));
    ledger.do(reverse(transactionId));
    expect(accountsOf(ledger, b)).toEqual(standing({ available: "100" }));
    expect(figures(ledger)).toEqual({ ...nothing, available: credits("130") });
  });

  it("invoiced, it is not returned but reported, once", () => {
    const { ledger, transactionId } = owing();
    const lotIds = [...ledger.books.lots.keys()];
    ledger.do({ kind: "invoice_overage", ...asked(), walletId: ledger.wallet().id, lotIds });

    const first = ledger.do(reverse(transactionId, "15"));
    const rest = ledger.do(reverse(transactionId));

    expect(first).toMatchObject({ amount: ZERO, invoiced: credits("15") });
    expect(rest).toMatchObject({ amount: credits("30"), invoiced: credits("5") });
    expect(figures(ledger)).toEqual({ ...nothing, available: credits("30") });
  });

  it("settles with what it gives back what is owed for something else", () => {
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy: "OVERAGE" }));
    givenBy(ledger, "30", "A");
    const { transactionId } = ledger.do(debit("30"));
    ledger.do(debit("20"));

    ledger.do(reverse(transactionId));

    expect(figures(ledger)).toEqual({ ...nothing, available: credits("10") });
    expect(sum([...ledger.books.lots.values()].map(({ open }) => open))).toBe(ZERO);
  });
});
