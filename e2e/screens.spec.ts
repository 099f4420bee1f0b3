/**
 * Every screen and dialog, each opened once: axe finds no fault, no link is dead, and the page does
 * not scroll sideways on a phone. That pages log nothing and ask nobody else, the fixtures hold.
 */
import type { Page } from "@playwright/test";
import { whatIsSaid } from "./support/answers";
import { findingsOn } from "./support/axe";
import { expect, test } from "./support/fixtures";
import { openScreen, screensOf } from "./support/screens";
import { aShop } from "./support/shop";

/** What axe calls reflow: 320 px is 1280 px at four times the size. */
const NARROW = [390, 320] as const;

/** Each test takes its share of the screens, so that they are looked at side by side. */
const SHARES = 6;

test.describe.configure({ timeout: 600_000 });

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

for (let share = 0; share < SHARES; share++) {
  test(`no screen has a fault, a dead link or a sideways scroll, part ${share + 1} of ${SHARES}`, async ({
    ctx,
    api,
    page,
    signIn,
  }) => {
    const screens = screensOf(await aShop(ctx, api)).filter((_, place) => place % SHARES === share);
    await signIn("OWNER");
    const links = new Map<string, string>();
    for (const screen of screens) {
      const { name } = screen;
      await page.setViewportSize({ width: 1440, height: 900 });
      await openScreen(page, screen);
      for (const link of await linksOn(page)) links.set(link, name);
      expect.soft(await findingsOn(page), name).toEqual([]);
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
