/** WCAG 2.2 AA by axe: every screen and dialog, light and dark, wide and on a phone. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";
import { type Screen, screensOf } from "./support/screens";
import { aShop } from "./support/shop";

const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
const THEMES = ["light", "dark"] as const;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

/** Each test takes its share of the screens, so that they are looked at side by side. */
const SHARES = 8;

test.use({ contextOptions: { reducedMotion: "reduce" } });
test.describe.configure({ timeout: 600_000 });

async function open(page: Page, { path, opens }: Screen): Promise<void> {
  await page.goto(path);
  await expect(page.locator("h1").first()).toBeAttached();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  if (opens) await expect(page.getByRole(opens)).toBeVisible();
}

/** Motion is reduced to nothing here; what is still said to move after a second was taken away meanwhile, and never ends. */
const endOfMotion = (page: Page) =>
  page.evaluate(() => {
    const ends = document.getAnimations().map(({ finished }) => finished);
    return Promise.race([
      Promise.allSettled(ends).then(() => {}),
      new Promise<void>((done) => setTimeout(done, 1_000)),
    ]);
  });

/** What axe finds on the page as it stands, in each theme and at each size. */
async function findingsOn(page: Page): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await endOfMotion(page);
      await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`), {
        timeout: 30_000,
      });
      const { violations } = await new AxeBuilder({ page })
        .options({
          runOnly: { type: "tag", values: TAGS },
          resultTypes: ["violations"],
          preload: false,
        })
        // One document without frames: no second page is needed to add the results up.
        .setLegacyMode()
        .analyze();
      findings.push(
        ...violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html, any, all, none }) => {
            const why = [...any, ...all, ...none].map(({ message }) => message).join("; ");
            return `${colorScheme} ${size.width}: ${id}: ${html.slice(0, 200)} (${why})`;
          }),
        ),
      );
    }
  }
  return findings;
}

for (let share = 0; share < SHARES; share++) {
  test(`no screen has a fault, part ${share + 1} of ${SHARES}`, async ({
    ctx,
    api,
    page,
    signIn,
  }) => {
    const screens = screensOf(await aShop(ctx, api)).filter((_, place) => place % SHARES === share);
    await signIn("OWNER");
    for (const screen of screens) {
      await open(page, screen);
      expect.soft(await findingsOn(page), screen.name).toEqual([]);
    }
  });
}

test("no empty list has a fault", async ({ page, signIn }) => {
  await signIn("OWNER");
  for (const path of [
    "/",
    "/customers",
    "/features",
    "/plans",
    "/packs",
    "/subscriptions",
    "/invoices",
    "/ledger",
    "/holds",
  ]) {
    await open(page, { name: path, path });
    expect.soft(await findingsOn(page), path).toEqual([]);
  }
});

test("signing in, a page that is not there and forms with faults have none of their own", async ({
  page,
  signIn,
  guards,
}) => {
  guards.expectStatus(404);
  await open(page, { name: "sign-in", path: "/sign-in" });
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  expect.soft(await findingsOn(page), "sign-in").toEqual([]);

  await signIn("OWNER");
  await open(page, { name: "not found", path: "/customers/nobody" });
  expect.soft(await findingsOn(page), "not found").toEqual([]);
  for (const [path, deed] of [
    ["/features/new", "Create feature"],
    ["/customers/new", "Create customer"],
  ] as const) {
    await open(page, { name: path, path });
    await page.getByRole("button", { name: deed }).click();
    await expect(page.locator("[aria-invalid=true]").first()).toBeVisible();
    expect.soft(await findingsOn(page), path).toEqual([]);
  }
});
