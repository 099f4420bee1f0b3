import { describe, expect, it } from "vitest";
import { yearOf } from "./parse-year";

const parsed = (text: string) => yearOf(text, { acts: ["starts", "uses"], until: "2028-02-02" });

describe("a table written by hand", () => {
  it("tells each row: what is done, what is left, what is asked", () => {
    const { rows } = parsed(`
2028-01-01T00:00:00Z  The start
  # 2 × 100 = 200.
  does starts
  on Starter active
  has committed 200, prepaid 1.5
  INV-1 149.5: recurring A month 149; credit Unused: A month -0.5
2028-01-02T00:00:00Z  Paid
  pays INV-1
`);

    expect(rows).toMatchObject([
      {
        ...{ at: "2028-01-01T00:00:00Z", what: "The start", act: "starts", on: "Starter active" },
        balance: { committed: "200", prepaid: "1.5" },
        invoices: [{ number: "INV-1", total: "149.5" }],
      },
      { on: "Starter active", balance: { committed: "200" }, invoices: [], pays: ["INV-1"] },
    ]);
    expect(rows[0]?.invoices?.[0]?.lines).toEqual([
      "recurring A month 149",
      "credit Unused: A month -0.5",
    ]);
  });

  it("carries on what is left, not what was used", () => {
    const [, second] = parsed(`
2028-01-01T00:00:00Z  Use
  has committed 10
  used table 3
2028-01-02T00:00:00Z  The next period
`).rows;

    expect(second).toMatchObject({ balance: { committed: "10" } });
    expect(second).not.toHaveProperty("used");
  });

  it("passes by nothing that it does not know", () => {
    expect(() => parsed("2028-01-01T00:00:00Z  A row\n  hsa committed 10")).toThrow("what is this");
    expect(() => parsed("2028-01-01T00:00:00Z  A row\n  does nothing")).toThrow("nobody does this");
    expect(() => parsed("  has committed 10")).toThrow("no row");
  });
});
