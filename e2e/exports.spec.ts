/** A list that is too long for a file at once becomes an export: asked for, watched, taken. */
import fs from "node:fs";
import type { Page } from "@playwright/test";
import { idText } from "@/lib/ids";
import { callsOf, membersOf } from "@/lib/testing/exports";
import { later } from "@/lib/testing/factories";
import { anAccount, give } from "@/lib/testing/wallets";
import { expect, test } from "./support/fixtures";

const CALLS = 5_001;

async function downloaded(page: Page, name: string) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name }).click(),
  ]);
  const text = fs.readFileSync(await download.path(), "utf8");
  return { name: download.suggestedFilename(), text, lines: text.trimEnd().split("\r\n") };
}

test("the log of many calls is exported in the background, whole, once", async ({
  ctx,
  page,
  signIn,
}) => {
  await callsOf(later(ctx, new Date()), CALLS);
  await signIn("OWNER");
  await page.goto("/exports");
  await expect(page.getByText("No exports")).toBeVisible();

  await page.goto("/developers/logs?status=2xx");
  await page.getByRole("link", { name: "Export CSV" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Exports");
  const row = page.getByRole("row").filter({ hasText: "Calls of the API" });
  await expect(row).toContainText("Status: 2xx: done");
  await expect(row).toContainText("ready");
  await expect(row).toContainText("5,001");

  await page.goBack();
  await page.getByRole("link", { name: "Export CSV" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Exports");
  await expect(row).toHaveCount(1);

  const file = await downloaded(page, "Download: Calls of the API");
  expect(file.name).toMatch(/^calls-\d{4}-\d\d-\d\d\.csv$/);
  expect(file.lines[0]).toMatch(/^at,method,path,status,/);
  expect(new Set(file.lines).size).toBe(CALLS + 1);
  const marked = await downloaded(page, "Download for Excel: Calls of the API");
  expect(marked.text).toBe(`\ufeff${file.text}`);

  await row.getByRole("link", { name: "Calls of the API", exact: false }).first().click();
  await expect(page).toHaveURL(/\/developers\/logs\?status=2xx$/);
});

test("a shorter list is a file at once, and who may not read a list sees no export of it", async ({
  ctx,
  page,
  signIn,
}) => {
  await callsOf(later(ctx, new Date()), CALLS);
  await signIn("DEVELOPER");
  await page.goto("/developers/logs?status=200&within=1h");
  const file = await downloaded(page, "Export CSV");
  expect(file.lines.length).toBeLessThanOrEqual(3_601);
  expect(file.lines.length).toBeGreaterThan(3_000);

  const strange = await page.request.get("/developers/logs/export?status=2xx", {
    ...{ headers: { "sec-fetch-site": "cross-site" }, maxRedirects: 0 },
  });
  expect(strange.headers().location).toBe("/developers/logs?status=2xx");
  await page.goto("/exports");
  await expect(page.getByText("No exports")).toBeVisible();
  await page.goto("/developers/logs");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const link = page.getByRole("link", { name: "Download: Calls of the API" });
  await expect(link).toBeVisible();
  const href = await link.getAttribute("href");

  await signIn("SUPPORT");
  await page.goto("/exports");
  await expect(page.getByText("No exports")).toBeVisible();
  const refused = await page.request.get(String(href));
  expect(refused.status()).toBe(403);
});

test("a customer's many members are an export, and a short statement is a file that ties out", async ({
  ctx,
  page,
  signIn,
}) => {
  const now = later(ctx, new Date());
  const account = await anAccount(now);
  await give(now, account, "40.5");
  await membersOf(now, account, CALLS);
  const customer = `/customers/${idText("cus", account.customerId)}`;
  await signIn("FINANCE");

  await page.goto(`${customer}/members?q=member`);
  await page.getByRole("link", { name: "Export CSV" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Exports");
  const row = page.getByRole("row").filter({ hasText: "Members" });
  await expect(row).toContainText("Search: member");
  await expect(row).toContainText("ready");
  await expect(row).toContainText("5,001");
  await expect(row).toContainText("credits_used 0 credits");
  const file = await downloaded(page, "Download: Members");
  expect(file.name).toMatch(/^members-\d{4}-\d\d-\d\d\.csv$/);
  expect(new Set(file.lines).size).toBe(CALLS + 1);
  await row.getByRole("link", { name: "Members" }).first().click();
  await expect(page).toHaveURL(/\/members\?q=member$/);

  await page.goto(`${customer}/wallets/${idText("wal", account.walletId)}/statement`);
  const statement = await downloaded(page, "Export CSV");
  expect(statement.lines.map((line) => line.split(",").slice(1, 6).join())).toEqual([
    "kind,description,in,out,balance",
    "opening,Opening balance,,,0",
    "grant,Credits,40.5,0,40.5",
    "closing,Closing balance,40.5,0,40.5",
  ]);
});
