import { describe, expect, it } from "vitest";
import { credits } from "@/lib/testing/amounts";
import type { Wallet } from "./books";
import { takesMuch } from "./changes";

const from = (before: string, after: string) => ({
  wallets: [
    {
      before: { available: credits(before) } as Wallet,
      after: { available: credits(after) } as Wallet,
    },
  ],
});

describe("takesMuch", () => {
  it.each([
    ["100", "75", false],
    ["100", "74.999999999", true],
    ["0", "0", false],
    ["10", "500", false],
  ])("of %s to %s: %s", (before, after, isMuch) => {
    expect(takesMuch(from(before, after))).toBe(isMuch);
  });
});
