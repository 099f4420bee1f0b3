/**
 * Amounts as people type them and JSON carries them: plain decimals of at most nine places,
 * text outside and branded bigints inside. Forms, actions and the API parse with the same ones.
 */
import * as z from "zod";
import { type Credits, MOST_CREDITS, parseCredits, ZERO } from "./credits";
import { type Money, NO_MONEY, nanomoney, parseMoney } from "./money";
import { NOTHING_USED, parseQuantity, type Quantity } from "./quantity";

/** Thousands as they are shown and pasted: `1,250.5`. Any other comma is no part of a number here: `1,5`. */
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

const amountText = <Amount extends bigint>(
  parse: (text: string) => Amount | undefined,
  example: string,
) =>
  z
    .string()
    .trim()
    .transform((text, issue): Amount => {
      const amount = parse(GROUPED.test(text) ? text.replaceAll(",", "") : text);
      if (amount === undefined) {
        issue.addIssue({
          code: "custom",
          message: `Enter an amount such as ${example}, with at most nine decimals`,
        });
        return z.NEVER;
      }
      if (amount > MOST_CREDITS || amount < -MOST_CREDITS) {
        issue.addIssue({ code: "custom", message: "At most 1,000,000,000,000,000" });
        return z.NEVER;
      }
      return amount;
    });

export const CreditsText = amountText<Credits>(parseCredits, "12.5");
export const PositiveCredits = CreditsText.refine(
  (amount) => amount > ZERO,
  "Enter an amount above zero",
);
export const CreditsOrZero = CreditsText.refine(
  (amount) => amount >= ZERO,
  "An amount cannot be below zero",
);

export const MoneyText = amountText<Money>(parseMoney, "149.00");
export const PositiveMoney = MoneyText.refine(
  (amount) => amount > NO_MONEY,
  "Enter an amount above zero",
);
export const MoneyOrZero = MoneyText.refine(
  (amount) => amount >= NO_MONEY,
  "An amount cannot be below zero",
);

export const QuantityText = amountText<Quantity>(parseQuantity, "50");
export const QuantityOrZero = QuantityText.refine(
  (quantity) => quantity >= NOTHING_USED,
  "A quantity cannot be below zero",
);

/** An amount that may be left empty: `""` and `null` are null. */
export const orNone = <Amount extends bigint>(amount: z.ZodType<Amount, string>) =>
  z
    .string()
    .nullable()
    .transform((text, issue): Amount | null => {
      if (text === null || text.trim() === "") return null;
      const parsed = amount.safeParse(text);
      if (parsed.success) return parsed.data;
      for (const { message } of parsed.error.issues) issue.addIssue({ code: "custom", message });
      return z.NEVER;
    });

/** Three capital letters, as ISO 4217 names currencies: `USD`. Small letters are taken too. */
export const CurrencyCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/, "A currency is three letters, such as USD")
  .refine((code) => KNOWN_CURRENCIES.has(code), "No such currency");

const KNOWN_CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** Whether money has no more places than the currency's coins; unit prices may have more. */
export const isPayable = (amount: Money, places: number): boolean =>
  nanomoney(amount % 10n ** BigInt(9 - places)) === NO_MONEY;
