/** A list that is too long for a file at once becomes an export: asked for, watched, taken. */
import fs from "node:fs";
import type { Page } from "@playwright/test";
import { callsOf } from "@/lib/testing/exports";
import { later } from "@/lib/testing/factories";
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
