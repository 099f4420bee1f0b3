/**
 * Reads a table as it is written by hand. A row begins with its instant and says in words what
 * happens; below it, indented: `does` an act, `on` a plan and its status, `has` credits by category,
 * `used` units by feature, `pays` an invoice, and each new invoice with its total and lines. What `on`
 * and `has` do not say is as in the row above; what `used` does not say is not used. `#` reckons.
 */
import type { Balance, DueInvoice, Row, Year } from "./table";

type Drafted<Act extends string> = { -readonly [Key in keyof Row<Act>]: Row<Act>[Key] };

/** @throws RangeError for a line that says nothing known, so that no fact of a table is passed by. */
export function yearOf<Act extends string>(
  text: string,
  { acts, until }: { readonly acts: readonly Act[]; readonly until: string },
): Year<Act> {
  const rows: Drafted<Act>[] = [];
  for (const line of text.split("\n").filter((one) => one.trim() !== "")) {
    const [, at, what] = /^(\d{4}-\S+Z) {2}(.+)$/.exec(line) ?? [];
    const before = rows.at(-1);
    if (at && what) {
      rows.push({ at, what, on: before?.on ?? "", balance: before?.balance ?? {}, invoices: [] });
    } else if (before) tell(before, line.trim(), acts);
    else throw new RangeError(`no row to tell of: ${line}`);
  }
  return { rows, until };
}

function tell<Act extends string>(row: Drafted<Act>, line: string, acts: readonly Act[]): void {
  const [word = "", ...others] = line.split(" ");
  const rest = others.join(" ");
  if (word === "#") return;
  if (word === "on") row.on = rest;
  else if (word === "has") row.balance = amountsOf(rest) as Balance;
  else if (word === "used") row.used = amountsOf(rest);
  else if (word === "pays") row.pays = [rest];
  else if (word === "does") row.act = actOf(rest, acts);
  else if (word.startsWith("INV-")) row.invoices = [...(row.invoices ?? []), invoiceOf(word, rest)];
  else throw new RangeError(`what is this: ${line}`);
}

function actOf<Act extends string>(text: string, acts: readonly Act[]): Act {
  const act = acts.find((one) => one === text);
  if (!act) throw new RangeError(`nobody does this: ${text}`);
  return act;
}

/** `committed 2000, promotional 50`; `nothing` is nothing. */
const amountsOf = (text: string): Record<string, string> =>
  text === "nothing"
    ? {}
    : Object.fromEntries(text.split(", ").map((part) => part.split(" ") as [string, string]));

/** `149: recurring Credits a month 149; information Paid by credits: AI action 50`. */
function invoiceOf(number: string, text: string): DueInvoice {
  const colon = text.indexOf(": ");
  return { number, total: text.slice(0, colon), lines: text.slice(colon + 2).split("; ") };
}
