import { describe, expect, it } from "vitest";
import { dueWords } from "./due-words";
import {
  type Describable,
  describeTransaction,
  KIND_NAMES,
  kindName,
  movementOf,
} from "./transaction-words";

const entry = (from: string, to: string, grantName: string | null = "Welcome") => ({
  ...{ from, to, grantName },
});
const told = (kind: string, over: Partial<Describable> = {}) =>
  describeTransaction({
    ...{ kind, featureName: null, cause: null, reasonCode: null, reason: null, entries: [] },
    ...over,
  });

describe("describeTransaction", () => {
  it("has words for every kind, also without entries", () => {
    for (const kind of Object.keys(KIND_NAMES)) expect(told(kind), kind).toMatch(/\S/);
    expect(told("something_new")).toBe("something new");
    expect(kindName("something_new")).toBe("something new");
  });

  it("names the feature, or why it was done by hand", () => {
    expect(told("debit", { featureName: "Calls" })).toBe("Calls");
    expect(told("debit", { cause: { kind: "usage", id: "1" } })).toBe("Use");
    expect(told("debit", { reasonCode: "fraud" })).toBe("By hand: fraud");
    expect(told("hold", { featureName: "Calls" })).toBe("Held for Calls");
  });

  it("tells an adjustment up from one down", () => {
    expect(told("adjust", { entries: [entry("issued", "available")] })).toBe("Corrected upwards");
    expect(told("adjust", { entries: [entry("available", "voided")] })).toBe("Corrected downwards");
  });
});

describe("dueWords", () => {
  it("says what time did, each thing once, and counts many", () => {
    expect(dueWords([entry("available", "expired"), entry("available", "expired")])).toBe(
      "Welcome expired",
    );
    expect(
      dueWords([entry("available", "moved", "Old"), entry("moved", "available", "November")]),
    ).toBe("November rolled over");
    expect(dueWords([entry("held", "available"), entry("issued", "available", "Monthly")])).toBe(
      "A hold ended, Monthly refilled",
    );
    const many = ["A", "B", "C"].map((name) => entry("available", "expired", name));
    expect(dueWords(many)).toBe("3 things fell due");
  });
});

describe("movementOf", () => {
  it("falls back to the names of the accounts", () => {
    expect(movementOf(entry("held", "consumed"))).toBe("captured");
    expect(movementOf(entry("held", "moved"))).toBe("held to moved");
  });
});
