/**
 * Amounts as the API takes them: numeric strings, or numbers of at most fifteen digits
 * (longer ones are refused before a schema sees them, `json.ts`). Out, they are strings.
 */
import * as z from "zod";

/** Numbers are let in beside text; what goes on is text. */
const DecimalText = z
  .union([z.string().max(64), z.number()], 'Send a decimal as a string, such as "12.5"')
  .transform((raw) => (typeof raw === "number" ? plainText(raw) : raw));

/** Reads what `schema` reads from text: `amount(PositiveCredits)`. */
export const amount = <Amount>(schema: z.ZodType<Amount, string>) => DecimalText.pipe(schema);

/** The same, but the text goes on: for bodies that are poured into a slice's own input. */
export const amountText = (schema: z.ZodType<unknown, string>) =>
  DecimalText.transform((text, issue): string => {
    const { error } = schema.safeParse(text);
    for (const { message } of error?.issues ?? []) issue.addIssue({ code: "custom", message });
    return text;
  });

/** A float of at most fifteen digits, written out: `1e-7` is `0.0000001`. */
function plainText(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const places = Number(exponent);
  const digits = whole + fraction;
  if (places < 0) return `${sign}0.${"0".repeat(-places - 1)}${digits}`;
  return sign + digits.padEnd(places + 1, "0");
}

/** How an amount goes out. */
export const AmountText = z.string().meta({ description: "A decimal, as text", example: "12.5" });
