import { describe, expect, it } from "vitest";
import type { ChargeId } from "@/lib/ids";
import { moneyText } from "@/lib/money/money";
import { money } from "@/lib/testing/amounts";
import { handOn, takeOver } from "./carry";
import { type InvoiceLine, recurringLine, subtotalOf } from "./invoice-lines";

const PERIOD = { start: new Date("2026-03-01"), end: new Date("2026-04-01") };
const fee = (amount: string): InvoiceLine =>
  recurringLine({ id: "price" as ChargeId, name: "Fee", amount: money(amount) }, PERIOD, {
    currency: "USD",
  });
const totalOf = (lines: readonly InvoiceLine[]) => moneyText(subtotalOf(lines));

describe("lines that come to less than nothing", () => {
  it("are brought up to it, and the rest is handed on", () => {
    const lines = handOn([fee("149"), { ...fee("-800"), kind: "credit" }]);

    expect(lines.map(({ kind, amount }) => [kind, moneyText(amount)]).at(-1)).toEqual([
      "carried",
      "651",
    ]);
    expect(totalOf(lines)).toBe("0");
  });

  it("are nobody's otherwise", () => {
    expect(handOn([fee("149")])).toEqual([fee("149")]);
    expect(handOn([])).toEqual([]);
  });
});

describe("what waits", () => {
  it("pays for an invoice, and no more than it asks for", () => {
    const first = takeOver([fee("149")], money("651"));
    const second = takeOver([fee("600")], first.waiting);

    expect([totalOf(first.lines), moneyText(first.waiting)]).toEqual(["0", "502"]);
    expect([totalOf(second.lines), moneyText(second.waiting)]).toEqual(["98", "0"]);
  });

  it("leaves alone an invoice that asks for nothing, or where nothing waits", () => {
    expect(takeOver([], money("1"))).toEqual({ lines: [], waiting: money("1") });
    expect(takeOver([fee("1")], money("0"))).toEqual({ lines: [fee("1")], waiting: money("0") });
  });
});
