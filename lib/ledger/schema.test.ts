import { describe, expect, it } from "vitest";
import { credits } from "@/lib/testing/amounts";
import { DebitInput } from "./schema";

const fields = {
  amount: "12.5",
  reasonCode: "correction",
  reason: "Ticket 4711",
  reference: "ref-1",
};

const faultOf = (over: Record<string, unknown>) =>
  DebitInput.safeParse({ ...fields, ...over }).error?.issues[0]?.path[0];

describe("DebitInput", () => {
  it("takes amounts as people type and paste them", () => {
    expect(DebitInput.parse({ ...fields, amount: " 1,250.5 " }).amount).toBe(credits("1250.5"));
    expect(DebitInput.parse({ ...fields, amount: "0.000000001" }).amount).toBe(1n);
    expect(DebitInput.parse({ ...fields, amount: "1000000000000000" }).amount).toBe(10n ** 24n);
  });

  it.each([
    "0",
    "-1",
    "1.0000000001",
    "1e3",
    "1000000000000000.000000001",
    "",
    "ten",
    "NaN",
    "1,5",
    "12,50",
    "1,0000",
    ",100",
  ])("refuses the amount %j", (amount) => {
    expect(faultOf({ amount })).toBe("amount");
  });

  it("takes a reason of several lines", () => {
    expect(faultOf({ reason: "Ticket 4711\nagreed by phone" })).toBeUndefined();
  });

  it.each(["\0", "half \uD83D of one", "\uDE00", "no"])("refuses the reason %j", (reason) => {
    expect(faultOf({ reason })).toBe("reason");
  });

  it("takes whole characters beyond the first plane", () => {
    expect(DebitInput.parse({ ...fields, reason: "thank you \u{1F600}" }).reason).toContain("you");
  });

  it("asks for a reference and a reason code it knows", () => {
    expect(faultOf({ reference: " " })).toBe("reference");
    expect(faultOf({ reasonCode: "because" })).toBe("reasonCode");
  });
});
