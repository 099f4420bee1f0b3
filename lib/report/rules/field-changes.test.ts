import { describe, expect, it } from "vitest";
import { fieldChanges } from "./field-changes";

describe("fieldChanges", () => {
  it("tells what differs, in words, and leaves out what says only when", () => {
    const before = { name: "Growth", price: "99", expiresAfterDays: null, updatedAt: "1" };
    const after = { name: "Growth", price: "89.5", expiresAfterDays: 365, updatedAt: "2" };

    expect(fieldChanges(before, after)).toEqual([
      { field: "price", before: "99", after: "89.5" },
      { field: "expires after days", before: null, after: "365" },
    ]);
  });

  it("compares lists and things inside by what they hold", () => {
    expect(
      fieldChanges(
        { planIds: ["a"], life: { days: 1 } },
        { planIds: ["a", "b"], life: { days: 1 } },
      ),
    ).toEqual([{ field: "plan ids", before: "a", after: "a, b" }]);
    expect(fieldChanges({ tags: [] }, { tags: null })).toEqual([]);
    expect(fieldChanges({ life: { days: 1 } }, {})).toEqual([
      { field: "life", before: '{"days":1}', after: null },
    ]);
  });

  it("says nothing of what is new or gone", () => {
    expect(fieldChanges(null, { name: "New" })).toEqual([]);
    expect(fieldChanges({ name: "Old" }, undefined)).toEqual([]);
  });
});
