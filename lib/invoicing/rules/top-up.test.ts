import { describe, expect, it } from "vitest";
import type { WalletId } from "@/lib/ids";
import { ZERO } from "@/lib/money/credits";
import { moneyText, NO_MONEY } from "@/lib/money/money";
import { credits, money } from "@/lib/testing/amounts";
import {
  freeOffer,
  offerOfCredits,
  offerOfMoney,
  offerOfPack,
  type Pack,
  type Receiver,
} from "./top-up";

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

const STARTER: Pack = {
  ...{ name: "Starter", credits: credits("1000"), creditUnit: "credits" },
  ...{ price: money("28.9"), currency: "USD", expiresAfterDays: 90, priority: 4 },
  isArchived: false,
};

describe("a pack", () => {
  it("has its own price and term, whatever the wallet's rate", () => {
    const offer = offerOfPack(STARTER, 1);

    expect(offer).toMatchObject({ source: "pack", price: money("28.9"), expiresAfterDays: 90 });
    expect(offer.credits).toBeGreaterThan(ZERO);
  });

  it("gives and asks for each of its pieces, and burns as it says", () => {
    expect(offerOfPack(STARTER, 3)).toMatchObject({
      ...{ name: "Starter × 3", credits: credits("3000"), price: money("86.7"), priority: 4 },
    });
  });
});
