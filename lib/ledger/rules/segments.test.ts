import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GrantId } from "@/lib/ids";
import { minus, nanocredits, plus, ZERO } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { day } from "@/lib/testing/books";
import { type Change, SEGMENT_ENDS, segmentsOf, type Use, worthOf } from "./segments";

const [A, B] = ["a" as GrantId, "b" as GrantId];
const holding = (grants: Record<string, string>, overage = "0") => ({
  grants: new Map(Object.entries(grants).map(([id, amount]) => [id as GrantId, credits(amount)])),
  overage: credits(overage),
});

describe("segments", () => {
  it("are cut at an expiry and at a start, each with its own use", () => {
    const segments = segmentsOf(
      { from: day(0), to: day(4) },
      {
        before: holding({ a: "10" }),
        changes: [
          { at: day(1), grantId: A, cause: "expiry", credits: credits("-4") },
          { at: day(1), grantId: B, cause: "grant_start", credits: credits("100") },
          { at: day(3), grantId: B, cause: "void", credits: credits("-50") },
        ],
        uses: [
          { at: day(0.5), grantId: A, credits: credits("6") },
          { at: day(2), grantId: B, credits: credits("30") },
          { at: day(3), grantId: B, credits: credits("20") },
          { at: day(3), grantId: null, credits: credits("5") },
        ],
      },
    );

    expect(segments).toMatchObject([
      { to: day(1), usage: credits("6"), end: holding({ a: "4" }), endedBy: "expiry" },
      { start: holding({ b: "100" }), end: holding({ b: "70" }), endedBy: "void" },
      { start: holding({ b: "20" }), end: holding({}, "5"), usage: credits("25"), endedBy: "end" },
    ]);
  });

  it("begin with what changed at the very beginning, and leave out what changes at the end", () => {
    const segments = segmentsOf(
      { from: day(0), to: day(1) },
      {
        before: holding({}),
        changes: [
          { at: day(0), grantId: A, cause: "refill", credits: credits("7") },
          { at: day(1), grantId: A, cause: "expiry", credits: credits("-7") },
        ],
        uses: [],
      },
    );

    expect(segments).toMatchObject([
      { start: holding({ a: "7" }), end: holding({ a: "7" }), endedBy: "end", changes: [] },
    ]);
  });
});

const anyCredits = fc.integer({ min: -9, max: 9 }).map((count) => nanocredits(BigInt(count)));
const anyGrant = fc.constantFrom(A, B, null);
const anyChange = fc.record<Change>({
  at: fc.integer({ min: 0, max: 5 }).map(day),
  grantId: anyGrant,
  cause: fc.constantFrom(...SEGMENT_ENDS.filter((end) => end !== "end")),
  credits: anyCredits,
});
const anyUse = fc.record<Use>({
  at: fc.integer({ min: 0, max: 9 }).map((half) => day(half / 2)),
  grantId: anyGrant,
  credits: anyCredits,
});

describe("segments, whatever happened", () => {
  it("tile the span, and in each start − usage = end", () => {
    fc.assert(
      fc.property(fc.array(anyChange), fc.array(anyUse), (changes, uses) => {
        const span = { from: day(0), to: day(5) };
        const segments = segmentsOf(span, { before: holding({ a: "3" }), changes, uses });

        expect([segments[0]?.from, segments.at(-1)?.to]).toEqual([span.from, span.to]);
        for (const [place, { from, to, start, usage, end, changes }] of segments.entries()) {
          expect(+from).toBeLessThan(+to);
          expect(minus(worthOf(start), usage)).toBe(worthOf(end));
          const next = segments[place + 1];
          expect(next?.from ?? span.to).toEqual(to);
          const came = changes.reduce(
            (total, { grantId, credits }) => total + (grantId === null ? -credits : credits),
            0n,
          );
          if (next) expect(worthOf(next.start)).toBe(worthOf(end) + came);
        }
        expect(segments.map(({ usage }) => usage).reduce(plus, ZERO)).toBe(
          uses.map(({ credits }) => credits).reduce(plus, ZERO),
        );
      }),
    );
  });
});
