/**
 * Nothing moves while a page arrives: what was read first stays where it stood (DESIGN: CLS <= 0.02).
 * Scripts and fonts are held back until the page has been drawn without them, as over a slow line.
 */
import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";
import { aShop, type Shop } from "./support/shop";

test.describe.configure({ timeout: 300_000 });

const MOST = 0.02;

const pathsOf = (shop: Shop): readonly string[] => [
  "/",
  "/customers",
  `/customers/${shop.customerId}`,
  `/customers/${shop.customerId}/consumption?range=month`,
  `/customers/${shop.customerId}/wallets/${shop.walletId}?figure=balance`,
  `/customers/${shop.customerId}/wallets/${shop.walletId}/statement`,
  `/customers/${shop.customerId}/ledger`,
  "/subscriptions",
  `/subscriptions/${shop.subscriptionId}`,
  `/subscriptions/${shop.subscriptionId}/change`,
  `/plans/${shop.planId}`,
  `/plans/${shop.draftPlanId}/draft`,
  "/invoices",
  `/invoices/${shop.openInvoiceId}`,
  "/ledger",
  "/ledger/trial-balance",
  "/events",
  "/docs/api",
  "/setup",
  `/events/${shop.eventId}`,
];

declare global {
  interface Window {
    florinShifts?: { readonly value: number; readonly at: string }[];
  }
}

/** Keeps what moved, and where; what moves because somebody typed or clicked is not counted. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    type Shift = PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null }[];
    };
    window.florinShifts = [];
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries() as Shift[]) {
        if (shift.hadRecentInput) continue;
        const at = shift.sources.map(({ node }) => node?.textContent?.slice(0, 40)).join(" | ");
        window.florinShifts?.push({ value: shift.value, at });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });

const LATE = /\/_next\/static\/.*\.(js|woff2)/;

/** Two frames: what arrived last has been laid out. */
const drawn = (page: Page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

/** What moved on a page until nothing more was on its way. */
async function shiftsOf(page: Page, path: string) {
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  await page.route(LATE, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  await expect(page.locator("h1").first()).toBeVisible();
  await drawn(page);
  release();
  await page.waitForLoadState("networkidle");
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.unroute(LATE);
  await drawn(page);
  const shifts = await page.evaluate(() => window.florinShifts ?? []);
  return { sum: shifts.reduce((all, { value }) => all + value, 0), shifts };
}

for (const [name, width] of [
  ["on a desk", 1440],
  ["on a phone", 390],
] as const) {
  test(`no page moves while it arrives, ${name}`, async ({ ctx, api, page, signIn }) => {
    const shop = await aShop(ctx, api);
    await page.setViewportSize({ width, height: 900 });
    await watchShifts(page);
    await signIn("OWNER");
    for (const path of pathsOf(shop)) {
      const { sum, shifts } = await shiftsOf(page, path);
      expect.soft(sum, `${path}: ${JSON.stringify(shifts)}`).toBeLessThanOrEqual(MOST);
    }
  });
}
