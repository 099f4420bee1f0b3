/** The work of support without a mouse. */
import type { Page } from "@playwright/test";
import { flexCorporation, sellContactData } from "./support/contact-data";
import { expect, test } from "./support/fixtures";
import { aShop } from "./support/shop";

test("a debit by keys alone: opened, filled, sent, and the focus is back where it was", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId, walletId } = await flexCorporation(api, { credits: "100" });
  await signIn("SUPPORT");
  await page.goto(`/customers/${customerId}`);
  const opener = page.getByRole("button", { name: "Debit", exact: true });
  await opener.focus();
  await page.keyboard.press("Enter");
  const debit = page.getByRole("dialog", { name: "Debit credits" });
  await expect(debit.getByLabel("Amount", { exact: true })).toBeFocused();

  await page.keyboard.press("Escape");
  await expect(debit).toBeHidden();
  await expect(opener).toBeFocused();

  await page.keyboard.press("d");
  await expect(debit.getByLabel("Amount", { exact: true })).toBeFocused();
  await page.keyboard.type("5");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Ticket 4711");
  await expect(debit.getByRole("button", { name: "Debit 5 credits" })).toBeEnabled();
  await page.keyboard.press("Control+Enter");

  await expect(debit).toBeHidden();
  await expect(opener).toBeFocused();
  expect((await api.get(`/wallets/${walletId}`)).body.figures.available).toBe("95");
});

test("a dialog that comes to the browser when it is opened first gives the focus back to its button", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  const { customerId } = await aShop(ctx, api);
  await signIn("OWNER");
  const opensAndCloses = async (path: string, name: string, choice?: string) => {
    await page.goto(path);
    const opener = page.getByRole("main").getByRole("button", { name }).first();
    await opener.focus();
    await page.keyboard.press("Enter");
    if (choice) {
      await expect(page.getByRole("menu")).toBeVisible();
      await page.getByRole("menuitem", { name: choice }).focus();
      await page.keyboard.press("Enter");
    }
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(opener, `${name} on ${path}`).toBeFocused();
  };
  await opensAndCloses("/events", "Send test event");
  await opensAndCloses(`/customers/${customerId}/ledger`, "Reverse…");
  await opensAndCloses("/developers/keys", "Actions for", "Roll…");
  await opensAndCloses("/developers/keys", "Actions for", "Revoke…");
});

test("the skip link comes first, letters do nothing in a field, and ? names every shortcut", async ({
  page,
  signIn,
}) => {
  await signIn("OWNER");
  await page.goto("/features/new");
  await page.getByRole("heading", { level: 1 }).click();
  await page.getByLabel("Name", { exact: true }).pressSequentially("go ?d");
  await expect(page).toHaveURL(/\/features\/new$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.goto("/customers");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Shift+?");
  await expect(page.getByRole("dialog")).toContainText("Plans");
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page).toHaveURL(/\/plans$/);
});

test.describe("a page that is seen but does not listen yet", () => {
  /** Holds the page's scripts back until it is called. */
  async function withoutScripts(page: Page) {
    let release = () => {};
    const released = new Promise<void>((done) => {
      release = done;
    });
    await page.route(/\/_next\/static\/.*\.js/, async (route) => {
      await released;
      await route.continue();
    });
    return release;
  }

  test("keeps the keys that are typed for it", async ({ page, signIn }) => {
    await signIn("OWNER");
    const release = await withoutScripts(page);
    await page.goto("/customers", { waitUntil: "commit" });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Customers");
    await page.keyboard.press("n");
    await expect(page).toHaveURL(/\/customers$/);
    release();
    await expect(page).toHaveURL(/\/customers\/new$/);
  });

  test("takes no text that it would lose", async ({ page, signIn }) => {
    await signIn("OWNER");
    const release = await withoutScripts(page);
    await page.goto("/features/new", { waitUntil: "commit" });
    const name = page.getByLabel("Name", { exact: true });
    await expect(name).not.toBeEditable();
    release();
    await name.fill("Contact export");
    await page.getByRole("button", { name: "Create feature" }).focus();
    await expect(name).toHaveValue("Contact export");
  });
});
