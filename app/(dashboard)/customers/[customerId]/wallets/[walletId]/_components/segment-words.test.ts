import { expect, it } from "vitest";
import type { SegmentView } from "@/lib/ledger/schema/burn-down";
import { changeWords, worthAt } from "./segment-words";

const segment: SegmentView = {
  from: "2026-03-01T00:00:00.000Z",
  to: "2026-03-02T00:00:00.000Z",
  grantsAtStart: [
    { grantId: "grt_a", credits: "10.5" },
    { grantId: "grt_b", credits: "100" },
  ],
  overageAtStart: "0",
  usage: "112.5",
  grantsAtEnd: [],
  overageAtEnd: "2",
  endedBy: "expiry",
  changesAtEnd: [],
};

it("is worth what its grants have, less what is owed", () => {
  expect(worthAt(segment, "start")).toBe("110.5");
  expect(worthAt(segment, "end")).toBe("-2");
});

it("says what changed by the names of the grants", () => {
  const grants = [{ id: "grt_a", name: "Welcome", expiresAt: null }];
  const changes = [
    { grantId: "grt_a", credits: "-40", cause: "expiry" as const },
    { grantId: null, credits: "-1000", cause: "invoice" as const },
  ];

  expect(changeWords(changes, grants)).toBe("Welcome −40, owed −1,000");
});
