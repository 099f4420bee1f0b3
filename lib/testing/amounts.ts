/** Amounts as tests write them. */
import { type Credits, parseCredits } from "@/lib/money/credits";
import { type Money, parseMoney } from "@/lib/money/money";
import { parseQuantity, type Quantity } from "@/lib/money/quantity";

const known = <T>(amount: T | undefined, text: string): T => {
  if (amount === undefined) throw new RangeError(`not an amount: ${text}`);
  return amount;
};

export const credits = (text: string): Credits => known(parseCredits(text), text);
export const money = (text: string): Money => known(parseMoney(text), text);
export const quantity = (text: string): Quantity => known(parseQuantity(text), text);
