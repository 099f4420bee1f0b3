/** Lives a year of a table on a test clock, day by day over HTTP, and tells where it was otherwise. */
import type { Answer } from "../api";
import type { Clocked, Resident } from "../clocked";
import {
  dailyPicture,
  instant,
  type Picture,
  pictureOfBalance,
  pictureOfInvoice,
  type Row,
  rowPicture,
  sumText,
  type Year,
} from "./table";

/** Where the program and the table differ. */
export type Difference = {
  readonly at: string;
  readonly what: string;
  readonly due: Picture;
  readonly seen: Picture;
};

export type Life<Act extends string> = {
  readonly clock: Clocked;
  readonly resident: Resident;
  readonly acts: Readonly<Record<Act, (at: string) => Promise<unknown>>>;
};

/** One that goes on would fill pages; the first tell enough. */
const MOST_DIFFERENCES = 20;

/**
 * Looks at every day's end, at each row, and a millisecond before it.
 *
 * @returns the differences, and how often it looked.
 */
export async function liveYear<Act extends string>(
  year: Year<Act>,
  life: Life<Act>,
): Promise<{ readonly differences: readonly Difference[]; readonly looks: number }> {
  const differences: Difference[] = [];
  const looks = looksOf(year);
  let now = looks[0]?.at ?? "";
  for (const { at, row, due } of looks) {
    if (at > now) await life.clock.advance(at);
    now = at;
    if (row?.act) await life.acts[row.act](row.at);
    const what = row?.what ?? "as it was";
    differences.push(...differenceOf({ at, what }, due, await lookDaily(life)));
    if (row) {
      const close = await lookClosely(life, row);
      differences.push(...differenceOf({ at, what }, rowPicture(row), close));
    }
    if (differences.length >= MOST_DIFFERENCES) break;
  }
  return { differences, looks: looks.length };
}

/** When to look, after which row, and what each day has to show there. */
type Look<Act extends string> = {
  readonly at: string;
  readonly row: Row<Act> | null;
  readonly due: Picture;
};

function looksOf<Act extends string>({ rows, until }: Year<Act>): readonly Look<Act>[] {
  const looks: Look<Act>[] = [];
  for (const [index, row] of rows.entries()) {
    const [before, at] = [rows.slice(0, index), instant(row.at)];
    const previous = before.at(-1);
    const days = previous ? [...daysEnds(previous.at, at), justBefore(at)] : [];
    const due = dailyPicture(before);
    looks.push(...days.map((day) => ({ at: day, row: null, due })));
    looks.push({ at, row, due: dailyPicture([...before, row]) });
  }
  const [last, due] = [rows.at(-1), dailyPicture(rows)];
  const days = last ? daysEnds(last.at, `${until}T23:59:59.999Z`) : [];
  return looks.concat(days.map((at) => ({ at, row: null, due })));
}

const DAY_MS = 86_400_000;

/** The last millisecond of each day from that of `from` on, before `to`. */
function daysEnds(from: string, to: string): readonly string[] {
  const ends: string[] = [];
  const first = Math.floor(Date.parse(from) / DAY_MS + 1) * DAY_MS - 1;
  for (let end = first; end <= Date.parse(to); end += DAY_MS) {
    ends.push(new Date(end).toISOString());
  }
  return ends.filter((end) => end !== justBefore(to));
}

const justBefore = (at: string) => new Date(Date.parse(at) - 1).toISOString();

function differenceOf(
  where: Pick<Difference, "at" | "what">,
  due: Picture,
  seen: Picture,
): readonly Difference[] {
  if (due.join("\n") === seen.join("\n")) return [];
  return [{ ...where, due: without(due, seen), seen: without(seen, due) }];
}

const without = (some: Picture, others: Picture): Picture =>
  some.filter((line) => !others.includes(line));

type Looking = Pick<Life<string>, "clock" | "resident">;
const read = async ({ clock: { caller } }: Looking, path: string): Promise<Answer["body"]> => {
  const { status, body } = await caller.get(path);
  if (status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return body;
};

/** The grants as they add up, against the wallet's own figures; and all invoices, in order. */
async function lookDaily(life: Looking): Promise<Picture> {
  const { walletId, customerId } = life.resident;
  const [{ items: grants }, { figures }, { items: invoices }] = await Promise.all([
    read(life, `/wallets/${walletId}/grants`),
    read(life, `/wallets/${walletId}/balance/real-time`),
    read(life, `/invoices?customer_id=${customerId}&limit=100`),
  ]);
  const sumOf = (key: "available" | "pending", type?: string) =>
    sumText(
      grants
        .filter((grant: Answer["body"]) => type === undefined || grant.grant_type === type)
        .map((grant: Answer["body"]) => grant[key]),
    );
  const balance = {
    ...{ committed: sumOf("available", "committed"), prepaid: sumOf("available", "prepaid") },
    ...{ promotional: sumOf("available", "promotional"), pending: sumOf("pending") },
  };
  const figuresDiffer =
    figures.available !== sumOf("available") || figures.pending !== sumOf("pending");
  return [
    ...pictureOfBalance(balance),
    ...invoices
      .toReversed()
      .map((invoice: Answer["body"]) =>
        pictureOfInvoice(
          { number: invoice.invoice_number, total: invoice.total },
          invoice.paid_at !== null,
        ),
      ),
    ...(figuresDiffer ? [`figures ${JSON.stringify(figures)}`] : []),
  ];
}

async function lookClosely(
  life: Looking,
  { invoices: due = [] }: { readonly invoices?: readonly { readonly number: string }[] },
): Promise<Picture> {
  const { customerId } = life.resident;
  const [subscriptions, usage, invoices] = await Promise.all([
    read(life, `/subscriptions?customer_id=${customerId}`),
    read(life, `/customers/usage?customer_id=${customerId}`),
    read(life, `/invoices?customer_id=${customerId}&limit=100`),
  ]);
  const fresh = await Promise.all(
    due.map(async ({ number }) => {
      const row = invoices.items.find((one: Answer["body"]) => one.invoice_number === number);
      return row ? read(life, `/invoices/${row.id}`) : { invoice_number: number, line_items: [] };
    }),
  );
  return [
    ...standings(subscriptions.items),
    ...usedOf(usage.features),
    ...fresh.map((invoice) => `${invoice.invoice_number} of ${invoice.issue_date}`),
    ...fresh.flatMap(linesOf).toSorted(),
  ];
}

/** Those that have not ended, else the last. */
function standings(subscriptions: readonly Answer["body"][]): Picture {
  const running = subscriptions.filter((one) => one.subscription_status !== "ended");
  const shown = running.length > 0 ? running : subscriptions.slice(0, 1);
  return shown.map((one) => `${one.plan_name} ${one.subscription_status}`);
}

const usedOf = (features: readonly Answer["body"][]): Picture =>
  features
    .filter(({ current_usage }) => current_usage !== "0")
    .map(({ feature, current_usage }) => `used ${feature.lookup_key} ${current_usage}`)
    .toSorted();

/** Of use in money, the words after the feature tell how its price came to be. */
const linesOf = ({ invoice_number, line_items }: Answer["body"]): Picture =>
  line_items.map(({ kind, display_name: name, amount, credits }: Answer["body"]) =>
    [
      `${invoice_number}: ${kind}`,
      kind === "usage" ? name.split(":")[0] : name,
      kind === "information" ? credits : amount,
    ].join(" "),
  );
