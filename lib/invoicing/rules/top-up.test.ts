import { describe, expect, it } from "vitest";
import type { WalletId } from "@/lib/ids";
import { ZERO } from "@/lib/money/credits";
import { moneyText, NO_MONEY } from "@/lib/money/money";
import { credits, money } from "@/lib/testing/amounts";
import { freeOffer, offerOfCredits, offerOfMoney, offerOfPack, type Receiver } from "./top-up";

const wallet: Receiver = {
  id: "wallet" as WalletId,
  currency: "USD",
  creditUnit: "credits",
  topupRate: money("0.03"),
};

describe("a bought top-up", () => {
  it("asks the wallet's rate for credits", () => {
    expect(moneyText(offerOfCredits(wallet, credits("1000")).price)).toBe("30");
    expect(moneyText(offerOfCredits(wallet, credits("0.1")).price)).toBe("0");
  });

  it("gives the credits that money buys, to the ninth place", () => {
    expect(offerOfMoney(wallet, money("10"))?.credits).toBe(credits("333.333333333"));
  });

  it("cannot say how many credits money buys where they cost nothing", () => {
    expect(offerOfMoney({ ...wallet, topupRate: NO_MONEY }, money("10"))).toBeUndefined();
  });
});

describe("a free top-up", () => {
  it("costs nothing and is promotional", () => {
    const offer = freeOffer(wallet, credits("50"));

    expect([offer.category, offer.price]).toEqual(["PROMOTIONAL", NO_MONEY]);
  });
});

describe("a pack", () => {
  it("has its own price and term, whatever the wallet's rate", () => {
    const offer = offerOfPack({
      name: "Starter",
      credits: credits("1000"),
      creditUnit: "credits",
      price: money("29"),
      currency: "USD",
      expiresAfterDays: 90,
      isArchived: false,
    });

    expect(offer).toMatchObject({ source: "pack", price: money("29"), expiresAfterDays: 90 });
    expect(offer.credits).toBeGreaterThan(ZERO);
  });
});
