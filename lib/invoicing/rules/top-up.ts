/** What a top-up gives and what it costs, before anybody is asked to pay (SEMANTICS 9.1). */
import type { WalletId } from "@/lib/ids";
import type { GrantCategory, GrantSource } from "@/lib/ledger/rules/terms";
import { type Credits, MOST_CREDITS, nanocredits } from "@/lib/money/credits";
import { ONE, timesOverHalfUp } from "@/lib/money/decimal";
import { type Money, NO_MONEY, nanomoney, roundToMinor } from "@/lib/money/money";

/** What of a wallet a top-up must know. */
export type Receiver = {
  readonly id: WalletId;
  readonly currency: string;
  readonly creditUnit: string;
  /** Money per bought credit. */
  readonly topupRate: Money;
};

export type Pack = {
  readonly name: string;
  readonly credits: Credits;
  readonly creditUnit: string;
  readonly price: Money;
  readonly currency: string;
  readonly expiresAfterDays: number | null;
  /** Of its credits, unless a sale names one. */
  readonly priority: number;
  readonly isArchived: boolean;
};

/** What is given, and for what price: the same whoever asks for it. */
export type Offer = {
  readonly name: string;
  readonly credits: Credits;
  /** Net; nothing for free credits. Rounded to the minor unit. */
  readonly price: Money;
  readonly currency: string;
  readonly category: GrantCategory;
  readonly source: GrantSource;
  readonly expiresAfterDays: number | null;
  /** Lower burns first. */
  readonly priority: number;
};

const NORMAL = 10;
const FREE = {
  ...({ category: "PROMOTIONAL", source: "top_up" } as const),
  ...{ price: NO_MONEY, priority: NORMAL },
};
const BOUGHT = {
  ...({ category: "PREPAID", source: "top_up" } as const),
  priority: NORMAL,
};

export const freeOffer = ({ currency }: Receiver, credits: Credits): Offer => ({
  ...FREE,
  ...{ name: "Free credits", credits, currency, expiresAfterDays: null },
});

/** So many credits at the wallet's rate. */
export const offerOfCredits = ({ currency, topupRate }: Receiver, credits: Credits): Offer => ({
  ...BOUGHT,
  ...{ name: "Credits", credits, currency, expiresAfterDays: null },
  price: roundToMinor(nanomoney(timesOverHalfUp(credits, topupRate, ONE)), currency),
});

/**
 * As many credits as this money buys at the wallet's rate.
 *
 * @returns `undefined` where the rate is nothing, so that no amount of money says how many.
 */
export function offerOfMoney(wallet: Receiver, money: Money): Offer | undefined {
  const { currency, topupRate } = wallet;
  if (topupRate <= NO_MONEY) return undefined;
  const price = roundToMinor(money, currency);
  const credits = nanocredits(timesOverHalfUp(price, ONE, topupRate));
  const facts = { name: "Credits", credits, price, currency, expiresAfterDays: null };
  return { ...BOUGHT, ...facts };
}

export const offerOfPack = (pack: Pack, quantity: number): Offer => ({
  ...{ category: "PREPAID", source: "pack" },
  name: quantity === 1 ? pack.name : `${pack.name} × ${quantity}`,
  credits: nanocredits(pack.credits * BigInt(quantity)),
  price: roundToMinor(nanomoney(pack.price * BigInt(quantity)), pack.currency),
  currency: pack.currency,
  expiresAfterDays: pack.expiresAfterDays,
  priority: pack.priority,
});

/** What was paid for it elsewhere, in whichever currency. */
export type Sale = { readonly price: Money; readonly currency: string };

/** The same credits on the same terms, at what they were sold for. */
export const soldFor = (offer: Offer, { price, currency }: Sale): Offer => ({
  ...offer,
  ...{ price: roundToMinor(price, currency), currency },
});

/** Whether it is more than one command may move, in credits or in money (SEMANTICS 1.5). */
export const exceedsACommand = ({ credits, price }: Pick<Offer, "credits" | "price">): boolean =>
  credits > MOST_CREDITS || BigInt(price) > BigInt(MOST_CREDITS);
