import { describe, expect, it } from "vitest";
import { day, debit, grant, NOON } from "@/lib/testing/books";
import { part } from "@/lib/testing/ledger-words";
import { contentHash, isSameContent } from "./content";

const isRepeat = (a: Parameters<typeof contentHash>, b: Parameters<typeof contentHash>) =>
  isSameContent(contentHash(...a), contentHash(...b));

describe("same reference and content again (SEMANTICS 4.2)", () => {
  it("is the same request a year later, from now on as from an instant that is named", () => {
    const fromNow = (at: Date) => [grant("5", { effectiveAt: at }), at] as const;

    expect(isRepeat([...fromNow(NOON)], [...fromNow(day(365))])).toBe(true);
    expect(isRepeat([...fromNow(NOON)], [grant("5", { effectiveAt: NOON }), day(365)])).toBe(true);
    expect(isRepeat([...fromNow(NOON)], [grant("5", { effectiveAt: day(1) }), day(2)])).toBe(false);
  });

  it("does not ask who asks: another role since, or a preview before, changes no content", () => {
    const asked = [part("5", NOON)];
    const bySupport = debit(asked, { forbidsOverage: true, fingerprint: "seen" });

    expect(isRepeat([debit(asked), NOON], [bySupport, day(1)])).toBe(true);
  });

  it("is another request by one billionth, another feature or another policy", () => {
    const base = [debit([part("5", NOON)]), NOON] as const;

    expect(isRepeat([...base], [debit([part("5.000000001", NOON)]), NOON])).toBe(false);
    expect(isRepeat([...base], [debit([part("5", NOON)], { onShortage: "CAP" }), NOON])).toBe(
      false,
    );
    expect(isRepeat([...base], [debit([part("5", NOON)], { member: "ann" }), NOON])).toBe(false);
  });
});
