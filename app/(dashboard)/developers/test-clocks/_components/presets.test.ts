import { expect, it } from "vitest";
import { presetsOf } from "./presets";

const frozenAt = "2024-01-31T00:00:00.000Z";

it("offers what comes next, and calendar steps that keep the month's end", () => {
  const renewal = "2024-02-29T00:00:00.000Z";
  const presets = presetsOf({
    frozenAt,
    nextChangeAt: "2024-02-10T12:00:00.000Z",
    nextRenewalAt: renewal,
  });

  expect(presets).toEqual([
    { label: "Next change", to: "2024-02-10T12:00:00.000Z" },
    { label: "Next renewal", to: renewal },
    { label: "A day on", to: "2024-02-01T00:00:00.000Z" },
    { label: "A year on", to: "2025-01-31T00:00:00.000Z" },
  ]);
});

it("offers no way back, and nothing that does not come", () => {
  const presets = presetsOf({ frozenAt, nextChangeAt: frozenAt, nextRenewalAt: null });

  expect(presets.map(({ label }) => label)).toEqual(["A day on", "A month on", "A year on"]);
});
