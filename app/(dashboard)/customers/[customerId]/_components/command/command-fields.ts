import { cleanAmount } from "@/components/form/clean-amount";
import { newReference } from "@/components/form/reference";
import { parseDecimal } from "@/lib/money/decimal";

/** What the form of every command holds beside its own fields. */
export type CommandFields = {
  /** Names the command meant, so that a double click or a retry acts once. */
  reference: string;
  /** The amount or the name once more, where the command is a grave one. */
  again: string;
};

/** Fresh for each opening of a dialog. */
export const blankCommand = (): CommandFields => ({ reference: newReference(), again: "" });

/** Stands for the reason while it is not typed yet: a preview does not depend on it. */
export const PREVIEW_REASON = "Preview";

/** An amount as typed; an empty one is none, which a command reads as all. */
export const amountOrAll = (typed: string): string | null => cleanAmount(typed) || null;

/** Whether two amounts as people write them are the same. */
export function isSameAmount(typed: string, amount: string): boolean {
  const wanted = parseDecimal(amount.replace("-", ""));
  return wanted !== undefined && parseDecimal(cleanAmount(typed)) === wanted;
}
