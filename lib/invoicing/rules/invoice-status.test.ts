import { describe, expect, it } from "vitest";
import { NO_MONEY, parseMoney } from "@/lib/money/money";
import {
  mayBePaid,
  mayBeVoided,
  type Payable,
  standingAfter,
  standingAtIssue,
} from "./invoice-status";

const money = (text: string) => parseMoney(text) ?? NO_MONEY;
const open: Payable = { status: "OPEN", total: money("100"), paid: NO_MONEY };

describe("an invoice", () => {
  it("is open when issued, or paid at once when it asks for nothing", () => {
    expect(standingAtIssue(money("0.01")).status).toBe("OPEN");
    expect(standingAtIssue(NO_MONEY)).toEqual({ status: "PAID", paymentStatus: "SUCCEEDED" });
  });

  it("is paid when nothing is due any more", () => {
    expect(standingAfter(open, money("99.99")).status).toBe("OPEN");
    expect(standingAfter(open, money("100")).status).toBe("PAID");
    expect(standingAfter({ ...open, paid: money("60") }, money("40")).status).toBe("PAID");
  });

  it("is not paid twice, nor voided once something was paid", () => {
    expect(mayBePaid({ ...open, status: "PAID" })).toBe(false);
    expect(mayBePaid({ ...open, status: "VOID" })).toBe(false);
    expect(mayBeVoided(open)).toBe(true);
    expect(mayBeVoided({ ...open, paid: money("1") })).toBe(false);
    expect(mayBeVoided({ ...open, status: "PAID", paid: money("100") })).toBe(false);
  });
});
