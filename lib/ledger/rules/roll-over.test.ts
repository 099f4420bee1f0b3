import { describe, expect, it } from "vitest";
import { creditsText } from "@/lib/money/credits";
import { credits, money } from "@/lib/testing/amounts";
import { debit, grant, MemoryLedger } from "@/lib/testing/books";
import {
  given,
  grantOf,
  keepsAll,
  keepsShare,
  keepsUpTo,
  month,
  monthly,
  ofSource,
  rolling,
  stands,
  until,
} from "@/lib/testing/lives";
import { nextChangeAt } from "./next-change";

const part = (amount: string, at: Date) => debit([{ eventId: null, at, amount: credits(amount) }]);
const rollovers = (ledger: MemoryLedger) =>
  ofSource(ledger, "rollover")
    .filter(({ available }) => available > 0n)
    .map(({ available }) => creditsText(available));
const available = (ledger: MemoryLedger) => creditsText(ledger.wallet().available);

describe("the example of SEMANTICS 6.4", () => {
  const CAPPED = { keeps: keepsUpTo("1500"), periods: 2 };

  it("starts March with 2,500", () => {
    const ledger = new MemoryLedger();
    const [january, february, march] = [1, 2, 3].map((number) =>
      monthly("1000", { number, ...CAPPED }),
    ) as [ReturnType<typeof monthly>, ReturnType<typeof monthly>, ReturnType<typeof monthly>];

    ledger.do(january, month(1));
    ledger.do(part("200", month(1, 20)), month(1, 20));
    ledger.do(february, month(2));
    expect(rollovers(ledger)).toEqual(["800"]);
    expect(available(ledger)).toBe("1800");

    ledger.do(part("300", month(2, 10)), month(2, 10));
    expect(rollovers(ledger)).toEqual(["500"]);

    ledger.do(march, month(3));
    expect(rollovers(ledger)).toEqual(["500", "1000"]);
    expect(available(ledger)).toBe("2500");
  });

  it("ends January's last period with March, and cuts none of the others for it", () => {
    const ledger = new MemoryLedger();
    for (const number of [1, 2, 3]) {
      ledger.do(monthly("1000", { number, ...CAPPED }), month(number));
    }
    // 1,000 of January and 500 of February were kept at 1 March; then all 1,000 of March.
    until(ledger, month(4));

    expect(rollovers(ledger)).toEqual(["500", "1000"]);
  });
});

describe("what is kept at a grant's end", () => {
  const END = month(2);
  const kept = (keeps: Parameters<typeof rolling>[0], amount: string, places = 2) => {
    const ledger = new MemoryLedger();
    const life = rolling(keeps, { expiresAt: month(3), places });
    const id = given(
      ledger,
      grant(amount, { effectiveAt: month(1), expiresAt: END, life }),
      month(1),
    );
    until(ledger, END);
    return { ledger, old: grantOf(ledger, id), rolled: ofSource(ledger, "rollover")[0] };
  };

  it("is all of it", () => {
    const { old, rolled } = kept(keepsAll, "10.5");

    expect(stands(old)).toEqual({ moved: "10.5" });
    expect(rolled && stands(rolled)).toEqual({ available: "10.5" });
  });

  it("is a share of it, rounded down to the unit's display precision", () => {
    const { old, rolled } = kept(keepsShare("0.5"), "10.25", 1);

    expect(stands(old)).toEqual({ moved: "5.1", expired: "5.15" });
    expect(rolled && stands(rolled)).toEqual({ available: "5.1" });
  });

  it("is nothing where the share rounds to nothing", () => {
    const { old, rolled } = kept(keepsShare("0.1"), "9", 0);

    expect(stands(old)).toEqual({ expired: "9" });
    expect(rolled).toBeUndefined();
  });

  it("is no more than the cap", () => {
    const { old, rolled } = kept(keepsUpTo("4"), "10");

    expect(stands(old)).toEqual({ moved: "4", expired: "6" });
    expect(rolled && stands(rolled)).toEqual({ available: "4" });
  });

  it("is a grant of the same terms with its own life, its cost in proportion", () => {
    const ledger = new MemoryLedger();
    const terms = {
      name: "January",
      category: "COMMITTED",
      priority: 3,
      costTotal: money("30"),
      featureIds: ["calls"] as never,
      life: rolling(keepsShare("0.5"), { expiresAt: month(5) }),
    } as const;
    const command = grant("8", { ...terms, effectiveAt: month(1), expiresAt: END });
    const id = given(ledger, command, month(1));

    until(ledger, month(4));

    expect(ofSource(ledger, "rollover")).toMatchObject([
      {
        ...{ name: "January", category: "COMMITTED", priority: 3, featureIds: ["calls"] },
        ...{ costTotal: money("15"), parentGrantId: id, sourceReference: null },
        ...{ effectiveAt: END, availableFrom: END, createdAt: END, expiresAt: month(5) },
        life: { seriesId: "series", rollover: null, reset: null },
      },
    ]);
  });

  it("moves at the end itself, however late that is booked", () => {
    const { ledger } = kept(keepsShare("0.5"), "10");

    const entries = ledger.booked.at(-1)?.entries.map(({ from, to }) => `${from} ${to}`);
    expect(entries).toEqual(["available moved", "moved available", "available expired"]);
    expect(ledger.booked.at(-1)?.entries.every(({ effectiveAt }) => effectiveAt === END)).toBe(
      true,
    );
  });

  it("lapses at its own end, and rolls no further", () => {
    const { ledger, rolled } = kept(keepsAll, "10");
    expect(nextChangeAt(ledger.books, ledger.wallet().id)).toEqual(month(3));

    until(ledger, month(3));

    expect(rolled && stands(grantOf(ledger, rolled.id))).toEqual({ expired: "10" });
    expect(ofSource(ledger, "rollover")).toHaveLength(1);
  });

  it("has lapsed too where its own end has passed before anyone booked it", () => {
    const ledger = new MemoryLedger();
    const life = rolling(keepsAll, { expiresAt: month(3) });
    ledger.do(grant("10", { effectiveAt: month(1), expiresAt: END, life }), month(1));

    ledger.do(grant("1", { effectiveAt: month(6) }), month(6));

    expect(ofSource(ledger, "rollover").map(stands)).toEqual([{ expired: "10" }]);
    expect(available(ledger)).toBe("1");
  });
});

describe("the cap of a series", () => {
  const months = (amounts: readonly string[], cap: string, periods: number) => {
    const ledger = new MemoryLedger();
    for (const [index, amount] of amounts.entries()) {
      const number = index + 1;
      ledger.do(monthly(amount, { number, keeps: keepsUpTo(cap), periods }), month(number));
    }
    until(ledger, month(amounts.length + 1));
    return ledger;
  };

  it("cuts the oldest rollover first", () => {
    const ledger = months(["10", "20", "30"], "45", 6);

    expect(rollovers(ledger)).toEqual(["15", "30"]);
    const cut = ledger.booked
      .flatMap(({ entries }) => entries)
      .filter(({ to }) => to === "expired");
    expect(cut.map(({ amount }) => creditsText(amount))).toEqual(["10", "5"]);
  });

  it("counts no rollover that ends at the same instant", () => {
    const ledger = months(["10", "10"], "10", 1);

    expect(ofSource(ledger, "rollover").map(stands)).toEqual([
      { expired: "10" },
      { available: "10" },
    ]);
  });

  it("counts no other series, and no other wallet", () => {
    const ledger = new MemoryLedger();
    for (const seriesId of ["a", "b"]) {
      const life = rolling(keepsUpTo("10"), { expiresAt: month(4), seriesId });
      ledger.do(grant("10", { effectiveAt: month(1), expiresAt: month(2), life }), month(1));
    }
    until(ledger, month(2));

    expect(rollovers(ledger)).toEqual(["10", "10"]);
  });
});
