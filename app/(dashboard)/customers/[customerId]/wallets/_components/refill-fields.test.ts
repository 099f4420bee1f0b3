import { expect, test } from "vitest";
import { RefillInput } from "@/lib/ledger/schema/refill";
import { PRIORITIES } from "../../_components/top-up-fields";
import { blankRefill, refillOf } from "./refill-fields";

const FILLED = { ...blankRefill(), amount: "100", reason: "Monthly allowance" };

test("a refill begins with an order that its menu offers, and leaves the usual one to the server", () => {
  expect(PRIORITIES.map(([value]) => value)).toContain(FILLED.priority);
  expect(refillOf(FILLED)).not.toHaveProperty("priority");
  expect(RefillInput.parse(refillOf(FILLED)).priority).toBe(10);
});

test("whoever chooses another order gets it", () => {
  expect(RefillInput.parse(refillOf({ ...FILLED, priority: "1" })).priority).toBe(1);
});
