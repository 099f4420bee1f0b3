import { describe, expect, it } from "vitest";
import type { ChangesView } from "@/lib/ledger/schema";
import { changedSince } from "./changed-since";

const ZERO = { available: "0", held: "0", balance: "0", pending: "0", overage: "0" };
const grant = (grantId: string, availableAfter: string, isNew = false) => ({
  ...{ grantId, walletId: "w", name: grantId, expiresAt: null, isNew },
  ...{ moves: [], availableAfter, heldAfter: "0" },
});
const changes = (over: Partial<ChangesView>): ChangesView => ({
  ...{ at: "2026-03-01T00:00:00Z", wallets: [], grants: [], holds: [], isLarge: false },
  ...over,
});

describe("changedSince", () => {
  it("names nothing while there was no earlier preview", () => {
    expect(changedSince(undefined, changes({ grants: [grant("a", "1")] }))).toEqual(new Set());
  });

  it("names what stands otherwise and what is there for the first time", () => {
    const before = changes({
      wallets: [{ walletId: "w", before: ZERO, after: ZERO }],
      grants: [grant("a", "1"), grant("b", "2")],
    });
    const after = changes({
      wallets: [{ walletId: "w", before: { ...ZERO, available: "3" }, after: ZERO }],
      grants: [grant("a", "1"), grant("b", "5"), grant("c", "9")],
    });

    expect(changedSince(before, after)).toEqual(new Set(["w", "b", "c"]));
  });

  it("does not take a grant for changed that each preview makes anew", () => {
    const before = changes({ grants: [grant("made 1", "1", true)] });
    expect(changedSince(before, changes({ grants: [grant("made 2", "1", true)] })).size).toBe(0);
  });
});
