/** Limits of members (SEMANTICS 7.6): what counts as used, and what is refused whole. */
import { describe, expect, it } from "vitest";
import type { HoldId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { day, debit, emptyBooks, grant, MemoryLedger, NOON, reverse } from "@/lib/testing/books";
import { capture, hold, placed, release } from "@/lib/testing/hold-commands";
import { part } from "@/lib/testing/ledger-words";
import type { Wallet } from "./books";
import { accountKey, type MemberBooks } from "./member-limit";

const ZONE = { zone: "UTC", subscriptions: [] } as const;
const ANN = { member: "ann" } as const;

/** A customer with credits, whose member Ann may use so many a month. */
function limited(
  limit: string,
  { holds = "1000", ...wallet }: Partial<Wallet> & { holds?: string } = {},
) {
  const members: MemberBooks = {
    periods: ZONE,
    limits: new Map([["ann", { creditUnit: "credits", limit: credits(limit) }]]),
    used: new Map(),
  };
  const ledger = new MemoryLedger({ ...emptyBooks(wallet), members });
  ledger.do(grant(holds), day(-60));
  return ledger;
}

/** What Ann has used of the month around an instant. */
function used({ books }: MemoryLedger, at = NOON): string {
  const windowStart = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
  const key = accountKey({ member: "ann", creditUnit: "credits", windowStart });
  return creditsText(books.members?.used.get(key) ?? credits("0"));
}

describe("a member's limit", () => {
  it("refuses a use beyond it whole, and says how far it goes", () => {
    const ledger = limited("10");
    ledger.do(debit([part("7", NOON)], ANN));

    const refusal = ledger.refusal(debit([part("3.000000001", NOON)], ANN));

    expect(refusal).toEqual({
      ...{ code: "limit_reached", scope: "member", member: "ann" },
      ...{ required: credits("3.000000001"), available: credits("3"), limit: credits("10") },
      ...{ used: credits("7"), resetsAt: new Date("2026-12-01T00:00:00Z") },
    });
    expect(used(ledger)).toBe("7");
    expect(ledger.do(debit([part("3", NOON)], ANN)).amount).toBe(credits("3"));
  });

  it("is the reason that is told even where the credits would not do either", () => {
    const ledger = limited("10", { holds: "1" });

    expect(ledger.refusal(debit([part("11", NOON)], ANN))).toMatchObject({ scope: "member" });
    expect(ledger.refusal(debit([part("9", NOON)], ANN)).code).toBe("insufficient_credits");
  });

  it("lets the smaller parts of a command through", () => {
    const ledger = limited("10");

    const { parts } = ledger.do(
      debit([part("6", NOON), part("5", NOON), part("4", NOON), part("1", NOON)], ANN),
    );

    expect(parts.map(({ status, refusal }) => refusal ?? status)).toEqual([
      "taken",
      "member_limit",
      "taken",
      "member_limit",
    ]);
    expect(used(ledger)).toBe("10");
  });

  it("is no other member's, no other unit's, and not that of use without a member", () => {
    const ledger = limited("10");

    expect(ledger.run(debit([part("50", NOON)], { member: "bob" })).ok).toBe(true);
    expect(ledger.run(debit([part("50", NOON)])).ok).toBe(true);
    expect(ledger.run(debit([part("50", NOON)], { ...ANN, creditUnit: "calls" }))).toMatchObject({
      refusal: { code: "insufficient_credits" },
    });
    expect(used(ledger)).toBe("0");
  });

  it("counts what is owed, and not what a capping wallet drops", () => {
    const owing = limited("10", { holds: "4", shortagePolicy: "OVERAGE" });
    owing.do(debit([part("9", NOON)], ANN));
    expect(used(owing)).toBe("9");
    expect(owing.refusal(debit([part("2", NOON)], ANN))).toMatchObject({ scope: "member" });

    const capping = limited("10", { holds: "4", shortagePolicy: "CAP" });
    capping.do(debit([part("9", NOON)], ANN));
    expect(used(capping)).toBe("4");
  });

  it("counts a late use in the month of the use", () => {
    const ledger = limited("10");
    ledger.do(debit([part("9", day(-30))], ANN));

    expect(used(ledger, day(-30))).toBe("9");
    expect(ledger.run(debit([part("9", NOON)], ANN)).ok).toBe(true);
    expect(ledger.refusal(debit([part("2", day(-30))], ANN))).toMatchObject({
      ...{ used: credits("9"), resetsAt: new Date("2026-11-01T00:00:00Z") },
    });
  });

  it("asks nothing of a use that costs nothing", () => {
    const ledger = limited("0");
    expect(ledger.run(debit([part("0", NOON)], ANN)).ok).toBe(true);
  });
});

describe("what is held for a member", () => {
  it("counts from the hold on, and no more for what is captured of it", () => {
    const ledger = limited("10");
    const id = placed(ledger, "8", ANN);
    expect(used(ledger)).toBe("8");
    expect(ledger.refusal(hold("3", ANN))).toMatchObject({ scope: "member", used: credits("8") });
    expect(ledger.refusal(debit([part("3", NOON)], ANN))).toMatchObject({ scope: "member" });

    ledger.do(capture(id, "5", false));
    expect(used(ledger)).toBe("8");
    ledger.do(release(id));
    expect(used(ledger)).toBe("5");
  });

  it("falls when a final capture takes less, and when its time is over", () => {
    const ledger = limited("10");
    ledger.do(capture(placed(ledger, "8", ANN), "2"));
    expect(used(ledger)).toBe("2");

    placed(ledger, "6", ANN);
    expect(used(ledger)).toBe("8");
    ledger.do(debit([part("1", day(2))], { member: "bob" }), day(2));
    expect(used(ledger)).toBe("2");
  });

  it("may be captured beyond the hold as far as the limit goes", () => {
    const ledger = limited("10");
    const id = placed(ledger, "8", ANN);

    const refusal = ledger.refusal(capture(id, "11"));
    expect(refusal).toMatchObject({ required: credits("3"), available: credits("2") });
    expect(used(ledger)).toBe("8");
    ledger.do(capture(id, "10"));
    expect(used(ledger)).toBe("10");
  });

  it("stays in the month that it was placed in", () => {
    const ledger = limited("10");
    const id = placed(ledger, "8", { ...ANN, expiresAt: day(28) });
    ledger.do(capture(id, "9"), day(22));

    expect([used(ledger), used(ledger, day(22))]).toEqual(["8", "1"]);
  });
});

describe("what is given back to a member", () => {
  it("counts no longer, in the month that it was taken in", () => {
    const ledger = limited("10");
    const { transactionId } = ledger.do(debit([part("9", day(-30))], ANN));
    ledger.do(debit([part("9", NOON)], ANN));

    ledger.do(reverse(transactionId, "4"));
    expect([used(ledger, day(-30)), used(ledger)]).toEqual(["5", "9"]);
    ledger.do(reverse(transactionId));
    expect([used(ledger, day(-30)), used(ledger)]).toEqual(["0", "9"]);
  });

  it("of overage, settled since or not, too", () => {
    const ledger = limited("10", { holds: "4", shortagePolicy: "OVERAGE" });
    const { transactionId } = ledger.do(debit([part("9", NOON)], ANN));
    ledger.do(grant("2"), NOON);
    expect(used(ledger)).toBe("9");

    ledger.do(reverse(transactionId));
    expect(used(ledger)).toBe("0");
  });

  it("of a capture goes to the month of the hold and to that of the capture", () => {
    const ledger = limited("10");
    const id = placed(ledger, "8", { ...ANN, expiresAt: day(28) }) as HoldId;
    const { transactionId } = ledger.do(capture(id, "9"), day(22));

    ledger.do(reverse(transactionId), day(23));
    expect([used(ledger), used(ledger, day(22))]).toEqual(["0", "0"]);
  });
});
