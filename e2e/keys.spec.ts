/** A developer's keys: made and shown once, rolled with overlap, revoked. */
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

const dialogOf = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });

const statusWith = async (request: APIRequestContext, key: string, path = "/v1/customers") =>
  (await request.get(path, { headers: { "x-api-key": key } })).status();

/** The key that the dialog shows this once. */
async function shownKey(page: Page): Promise<string> {
  const shown = dialogOf(page, "Your new key").getByRole("region", { name: "Key", exact: true });
  const key = (await shown.getByRole("code").textContent()) ?? "";
  expect(key).toMatch(/^fl_live_[0-9A-Za-z]{43}$/);
  return key;
}

async function actOn(page: Page, name: string, deed: string): Promise<void> {
  await page
    .getByRole("button", { name: `Actions for ${name}` })
    .last()
    .click();
  await page.getByRole("menuitem", { name: deed }).click();
}

test("a developer makes a key with scopes, rolls it, and revokes the old one", async ({
  page,
  request,
  signIn,
}) => {
  await signIn("DEVELOPER");
  await page.goto("/developers/keys?do=new");
  const making = dialogOf(page, "New API key");
  await making.getByRole("radio", { name: /Chosen resources/ }).check();
  await making.getByRole("checkbox", { name: /Ingest/ }).uncheck();
  await making.getByRole("button", { name: "Make key" }).click();
  await expect(making.getByRole("alert")).toContainText(/Name the key|Choose at least one scope/);
  await making.getByLabel("Name").fill("Export service");
  await making.getByLabel("Customers").selectOption("read");
  await making.getByRole("button", { name: "Make key" }).click();

  const first = await shownKey(page);
  await expect(dialogOf(page, "Your new key")).toContainText(`FLORIN_API_KEY=${first}`);
  await page.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("row").filter({ hasText: first.slice(-4) });
  await expect(row).toContainText("Read customers");
  await expect(page.getByRole("main")).not.toContainText(first);
  expect(await statusWith(request, first)).toBe(200);
  expect(await statusWith(request, first, "/v1/features")).toBe(403);

  await actOn(page, "Export service", "Roll…");
  const rolling = dialogOf(page, "Roll Export service");
  await rolling.getByRole("button", { name: "An hour" }).click();
  await rolling.getByRole("button", { name: "Roll key" }).click();
  const second = await shownKey(page);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(row).toContainText("rolled: callers change over");
  expect(await statusWith(request, first)).toBe(200);
  expect(await statusWith(request, second)).toBe(200);

  // The log is written a second after the answers.
  await expect(async () => {
    await page.goto("/developers/keys");
    await actOn(page, "Export service", "Revoke…");
    const asked = dialogOf(page, "Revoke Export service");
    await expect(asked).toContainText("Used 3 times in the last 24 hours", { timeout: 2_000 });
  }).toPass();
  await page.getByRole("button", { name: "Revoke key" }).click();
  await expect(row).toContainText("revoked");
  expect(await statusWith(request, first)).toBe(401);
  expect(await statusWith(request, second)).toBe(200);
});
