/** Lives a table's year in the dashboard: time passes on the Test clocks screen, what rows say is read off the pages. */
import { expect, type Page } from "@playwright/test";
import { formatInstant } from "@/components/domain/instant-format";
import { formatCredits, formatMoney } from "@/lib/money/format";
import { type Balance, type DueInvoice, type Row, sumText } from "@/lib/testing/year/table";
import type { Api } from "./api";
import { title } from "./screen";

type Rows = readonly Row<string>[];

export type Resident = { readonly clockId: string; readonly customerId: string };

/** A clock at this time, made by hand. */
export async function makeClock(page: Page, name: string, at: string): Promise<string> {
  await page.goto("/developers/test-clocks/new");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Time", { exact: true }).fill(at.slice(0, 19));
  await page.getByRole("button", { name: "Make clock" }).click();
  await expect(title(page)).toHaveText(name);
  return page.url().split("/").at(-1) ?? "";
}

/** From the clock's page. */
export async function makeResident(
  page: Page,
  who: { readonly externalId: string; readonly name: string; readonly zone: string },
): Promise<string> {
  await page.getByRole("link", { name: "New customer" }).click();
  await page.getByLabel("External id").fill(who.externalId);
  await page.getByLabel("Name", { exact: true }).fill(who.name);
  await page.getByLabel("Time zone").fill(who.zone);
  await page.getByRole("button", { name: "Create customer" }).click();
  await expect(title(page)).toHaveText(who.name);
  return page.url().split("/").at(-1) ?? "";
}

/** A row at which somebody does something, or looks. */
export type Stop<Act extends string> = {
  readonly row: Row<Act>;
  readonly isLooked: boolean;
  /** Whether time is made to pass by hand up to here. */
  readonly isByHand: boolean;
  /** With all rows before it. */
  readonly rows: readonly Row<Act>[];
  /** What came of itself since the stop before. */
  readonly onTheWay: readonly Row<Act>[];
};

/** So often time passes by hand, to where something has come of itself; else the API lets it pass. */
const MOST_BY_HAND = 4;

export function stopsOf<Act extends string>(
  rows: readonly Row<Act>[],
  isLooked: (row: Row<Act>) => boolean,
): readonly Stop<Act>[] {
  const stops: Stop<Act>[] = [];
  for (const [index, row] of rows.entries()) {
    if (!row.act && !isLooked(row)) continue;
    const onTheWay = rows
      .slice(stops.at(-1)?.rows.length ?? 0, index + 1)
      .filter((one) => !one.act);
    const isNews = isLooked(row) && onTheWay.some(({ invoices = [] }) => invoices.length > 0);
    const isByHand = isNews && stops.filter((stop) => stop.isByHand).length < MOST_BY_HAND;
    const soFar = rows.slice(0, index + 1);
    stops.push({ row, isLooked: isLooked(row), isByHand, onTheWay, rows: soFar });
  }
  return stops;
}

/** By hand or by the API; the first row is where the clock was made. */
export async function arrive(page: Page, api: Api, resident: Resident, stop: Stop<string>) {
  const { row, isByHand, rows } = stop;
  if (rows.length === 1) return;
  if (isByHand) return passTimeTo(page, resident, stop);
  await api.made(`/test-clocks/${resident.clockId}/advance`, { to: row.at });
}

/** Advances by hand, and reads off the timeline what came of itself on the way. */
async function passTimeTo(
  page: Page,
  { clockId }: Resident,
  { row: { at: to }, onTheWay }: Stop<string>,
): Promise<void> {
  await page.goto(`/developers/test-clocks/${clockId}`);
  await page.getByRole("button", { name: "Advance…" }).click();
  const dialog = page.getByRole("dialog", { name: "Advance the clock" });
  await dialog.getByLabel("To").fill(to.slice(0, 19));
  await dialog.getByRole("button", { name: "Advance", exact: true }).click();
  await expect(page.getByText(`It is ${formatInstant(to)}`)).toBeVisible({ timeout: 30_000 });

  const way = page
    .locator("section")
    .filter({ has: page.getByRole("heading", { level: 2, name: `To ${formatInstant(to)}` }) });
  for (const { at, invoices = [] } of onTheWay) {
    const step = way
      .getByRole("listitem")
      .filter({ has: page.getByRole("heading", { name: formatInstant(at) }) });
    for (const { total } of invoices) await expect(step).toContainText(formatMoney(total, "USD"));
  }
}

/** The customer's tiles, list of invoices and the new ones' lines, where somebody looks. */
export async function lookAround(page: Page, resident: Resident, stop: Stop<string>) {
  if (!stop.isLooked) return;
  await expectStanding(page, resident, stop.rows);
  for (const invoice of stop.row.invoices ?? []) await expectLines(page, invoice);
}

/** The customer's tiles and list of invoices, as they are after these rows, the last of them now. */
async function expectStanding(page: Page, { customerId }: Resident, rows: Rows) {
  await page.goto(`/customers/${customerId}/invoices`);
  const balance = rows.at(-1)?.balance ?? {};
  await expect(figure(page, "Available")).toContainText(
    `${formatCredits(available(balance))} credits`,
  );
  await expect(figure(page, "Pending")).toContainText(formatCredits(balance.pending ?? "0"));
  const paid = new Set(rows.flatMap(({ pays = [] }) => pays));
  const told = rows
    .flatMap(({ invoices = [] }) => invoices)
    .toReversed()
    .map(({ number, total }) => rowOf({ number, total }, paid.has(number)));
  await expect(page.getByRole("main").getByRole("row").filter({ hasText: "INV-" })).toHaveText(
    told,
  );
}

/** A figure among the five. */
const figure = (page: Page, label: string) =>
  page
    .locator("dl > div")
    .filter({ hasText: new RegExp(`^${label}`) })
    .first();

const available = ({ committed, promotional, prepaid }: Balance): string =>
  sumText([committed, promotional, prepaid].flatMap((part) => part ?? []));

const rowOf = ({ number, total }: Pick<DueInvoice, "number" | "total">, isPaid: boolean) => {
  const money = formatMoney(total, "USD").replaceAll(/[$.]/g, "\\$&");
  return new RegExp(`${number}.*${isPaid ? "paid.*" : ""}${money}`, "i");
};

/** The lines of an invoice by its number, each with its amount. */
async function expectLines(page: Page, { number, total, lines }: DueInvoice) {
  await page.getByRole("link", { name: number }).click();
  const paper = page.getByRole("article", { name: "The invoice" });
  await expect(paper).toContainText(formatMoney(total, "USD"));
  for (const line of lines) {
    const [kind, ...words] = line.split(" ");
    const amount = words.pop() ?? "";
    const shown = kind === "information" ? formatCredits(amount) : formatMoney(amount, "USD");
    const row = paper
      .getByRole("row")
      .filter({ hasText: words.join(" ") })
      .filter({ hasText: shown });
    await expect(row).toHaveCount(1);
  }
}
