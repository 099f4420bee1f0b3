/**
 * A tour of everything: each entry of the navigation leads somewhere, no link is dead, and no
 * page scrolls sideways on a phone. That pages log nothing and ask nobody else, the fixtures hold.
 */
import type { Page } from "@playwright/test";
import { whatIsSaid } from "./support/answers";
import { expect, test } from "./support/fixtures";
import { screensOf } from "./support/screens";
import { aShop } from "./support/shop";

/** What axe calls reflow: 320 px is 1280 px at four times the size. */
const NARROW = [390, 320] as const;
const SHARES = 3;

test.describe.configure({ timeout: 180_000 });

/** Addresses on this page that lead to this origin, without the part after `#`. */
const linksOn = (page: Page): Promise<readonly string[]> =>
  page
    .locator("a[href]")
    .evaluateAll((links) =>
      (links as HTMLAnchorElement[])
        .filter(({ origin }) => origin === location.origin)
        .map(({ pathname, search }) => pathname + search),
    );

/** How far the page itself can be scrolled sideways, in pixels. */
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

const REFERENCE = "API reference";
/** Entries that open at the first of several lists are headed by its name. */
const HEADINGS: Readonly<Record<string, string>> = { "Packs & add-ons": "Credit packs" };

test("each entry of the navigation leads to its page", async ({ ctx, api, page, signIn }) => {
  await aShop(ctx, api);
  await signIn("OWNER");
  await page.goto("/");
  const entries = page.getByRole("navigation", { name: "Main" }).getByRole("link");
  const names = await entries.allTextContents();
  expect(names).toEqual([
    "Overview",
    "Customers",
    "Subscriptions",
    "Features",
    "Plans",
    "Packs & add-ons",
    "Invoices",
    "Ledger",
    "Holds",
    "Events",
    "API keys",
    "Logs",
    REFERENCE,
    "Settings",
  ]);
  // The reference has a frame of its own, and tests of its own.
  for (const name of names.filter((one) => one !== REFERENCE)) {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(HEADINGS[name] ?? name);
    const entry = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name });
    await expect(entry.and(page.locator("[aria-current]"))).toBeVisible();
  }
});

test("on a phone the navigation opens from its button, and closes behind the choice", async ({
  page,
  signIn,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn("SUPPORT");
  await page.goto("/");
  await page.getByRole("button", { name: /menu|navigation/i }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("link", { name: "Customers" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Customers");
  await expect(sheet).toBeHidden();
});

for (let share = 0; share < SHARES; share++) {
  test(`no link is dead and nothing scrolls sideways, part ${share + 1} of ${SHARES}`, async ({
    ctx,
    api,
    page,
    signIn,
  }) => {
    const screens = screensOf(await aShop(ctx, api)).filter((_, place) => place % SHARES === share);
    await signIn("OWNER");
    const links = new Map<string, string>();
    for (const { name, path, opens } of screens) {
      await page.setViewportSize({ width: 1440, height: 900 });
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      await expect(page.locator("h1").first()).toBeAttached();
      if (opens) await expect(page.getByRole(opens)).toBeVisible();
      for (const link of await linksOn(page)) links.set(link, name);
      for (const width of NARROW) {
        await page.setViewportSize({ width, height: 800 });
        // A chart follows the width of its frame a moment later.
        await expect.poll(() => overflowOf(page), { message: `${name} at ${width} px` }).toBe(0);
      }
    }
    for (const [link, name] of links) {
      expect.soft(await whatIsSaid(page.request, link), `${link}, on ${name}`).toBe("shown");
    }
  });
}
