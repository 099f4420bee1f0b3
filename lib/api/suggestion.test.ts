import { describe, expect, it } from "vitest";
import * as z from "zod";
import { knownKeysAt, nearestKey } from "./suggestion";

const KEYS = ["external_customer_id", "customer_id", "credits", "transaction_reason"];

describe("nearestKey", () => {
  it.each([
    ["externalCustomerId", "external_customer_id"],
    ["external_customer", "external_customer_id"],
    ["credit", "credits"],
    ["reason", "transaction_reason"],
  ])("takes %s for %s", (key, meant) => expect(nearestKey(key, KEYS)).toBe(meant));

  it("suggests nothing for a key of another world", () => {
    expect(nearestKey("colour", KEYS)).toBeUndefined();
  });
});

describe("knownKeysAt", () => {
  const Body = z.strictObject({
    events: z.array(z.strictObject({ event_name: z.string() })).optional(),
    meter: z.union([z.null(), z.strictObject({ field: z.string() }).nullable().default(null)]),
  });

  it("finds the keys at the top, in lists, and behind wrappers and unions", () => {
    expect(knownKeysAt(Body, [])).toEqual(["events", "meter"]);
    expect(knownKeysAt(Body, ["events", 3])).toEqual(["event_name"]);
    expect(knownKeysAt(Body, ["meter"])).toEqual(["field"]);
    expect(knownKeysAt(Body, ["nothing", "here"])).toEqual([]);
  });
});
