import { describe, expect, it } from "vitest";
import type { ChargeId, FeatureId } from "@/lib/ids";
import { type Credits, parseCredits, ZERO } from "@/lib/money/credits";
import { type Money, moneyText, NO_MONEY, parseMoney } from "@/lib/money/money";
import {
  creditsLine,
  type InvoiceLine,
  overageLines,
  type PricedLot,
  recurringLine,
  subtotalOf,
} from "./invoice-lines";

const money = (text: string): Money => parseMoney(text) ?? NO_MONEY;
const credits = (text: string): Credits => parseCredits(text) ?? ZERO;
const JANUARY = {
  start: new Date("2026-01-01T00:00:00Z"),
  end: new Date("2026-02-01T00:00:00Z"),
};
const EXPORT = "export" as FeatureId;
const REVEAL = "reveal" as FeatureId;
const names = new Map<FeatureId | null, string>([
  [EXPORT, "Contact export"],
  [REVEAL, "Phone reveal"],
]);
const nameOf = (id: FeatureId | null) => names.get(id) ?? "other use";

const lot = (over: Partial<PricedLot>): PricedLot => ({
  chargeId: "price-1" as ChargeId,
  featureId: EXPORT,
  open: credits("1"),
  unitPrice: money("1"),
  currency: "USD",
  ...over,
});
const shown = ({ description, credits: about, amount }: InvoiceLine) => [
  description,
  about,
  moneyText(amount),
];

describe("recurringLine", () => {
  const fee = { id: "price-2" as ChargeId, name: "Basic", amount: money("149") };

  it("asks for the whole fee of a whole period", () => {
    const line = recurringLine(fee, JANUARY, { currency: "USD" });

    expect(moneyText(line.amount)).toBe("149");
  });

  it("asks for a share of it, rounded once", () => {
    const share = { part: 12n, whole: 30n };

    expect(moneyText(recurringLine(fee, JANUARY, { currency: "USD", share }).amount)).toBe("59.6");
  });
});

describe("creditsLine", () => {
  it("rounds a price to what the currency can pay", () => {
    const bought = { description: "Credits", credits: credits("3"), price: money("0.014999999") };

    expect(moneyText(creditsLine(bought, null, "USD").amount)).toBe("0.01");
    expect(moneyText(creditsLine({ ...bought, price: money("12.5") }, null, "JPY").amount)).toBe(
      "13",
    );
  });
});

describe("overageLines", () => {
  it("asks 20.00 for 20 credits at 1.00", () => {
    const lines = overageLines([lot({ open: credits("20") })], JANUARY, nameOf);

    expect(lines.map(shown)).toEqual([["Overage: Contact export", credits("20"), "20"]]);
  });

  it("joins what one charge caused at one price, and rounds it once", () => {
    const third = lot({ open: credits("0.005"), unitPrice: money("1") });
    const lines = overageLines(
      [third, lot({ featureId: REVEAL, unitPrice: money("2") }), third],
      JANUARY,
      nameOf,
    );

    expect(lines.map(shown)).toEqual([
      ["Overage: Contact export", credits("0.01"), "0.01"],
      ["Overage: Phone reveal", credits("1"), "2"],
    ]);
  });

  it("keeps two prices of one feature apart", () => {
    const lines = overageLines([lot({}), lot({ unitPrice: money("2") })], JANUARY, nameOf);

    expect(moneyText(subtotalOf(lines))).toBe("3");
  });
});

describe("subtotalOf", () => {
  it("never charges again what credits have paid", () => {
    const [paid] = overageLines([lot({ open: credits("20") })], JANUARY, nameOf);
    if (!paid) throw new Error("a lot makes a line");

    expect(subtotalOf([{ ...paid, kind: "information" }, paid])).toBe(paid.amount);
    expect(subtotalOf([])).toBe(NO_MONEY);
  });
});
