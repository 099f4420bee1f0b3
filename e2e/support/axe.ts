/** WCAG 2.2 AA by axe: a page as it stands, light and dark, wide and on a phone. */
import { expect, type Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
/** Takes axe most of its time. */
const CONTRAST = "color-contrast";

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const EVERYTHING: RunOptions = { runOnly: { type: "tag", values: TAGS } };
const COLOURS: RunOptions = { runOnly: { type: "rule", values: [CONTRAST] } };
const ALL_BUT_COLOURS: RunOptions = { ...EVERYTHING, rules: { [CONTRAST]: { enabled: false } } };

type Theme = "light" | "dark";
type Size = { readonly width: number; readonly height: number };

/** Rows of a list and operations of a group are made alike: the first ones stand for all of them. */
const FURTHER_ONES =
  "tbody tr:nth-child(n + 9), main section[id][aria-labelledby]:nth-of-type(n + 7)";

/**
 * What axe finds on the page; it ends light and on a phone. A theme changes colours and nothing
 * else, and a width no colour: in the dark only colours are looked at, and on a phone only those of
 * what is not there on a wide screen.
 */
export async function findingsOn(page: Page): Promise<readonly string[]> {
  const findings: string[] = [];
  const look = async (size: Size, theme: Theme, options: RunOptions, among?: "unseen") => {
    await settle(page, size, theme);
    const found = await violationsOn(page, options, among);
    findings.push(...found.map((words) => `${theme} ${size.width}: ${words}`));
  };
  await look(WIDE, "light", EVERYTHING);
  await look(WIDE, "dark", COLOURS);
  await markSeen(page);
  await look(PHONE, "dark", COLOURS, "unseen");
  await look(PHONE, "light", COLOURS, "unseen");
  await look(PHONE, "light", ALL_BUT_COLOURS);
  return findings;
}

async function settle(page: Page, size: Size, theme: Theme): Promise<void> {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: theme });
  // A preview that is under way is dimmed.
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await endOfMotion(page);
  await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${theme}\\b`), { timeout: 30_000 });
}

/** What a page keeps of axe and of what was seen of it. */
type Looked = { readonly axe: typeof axe; seen?: ReadonlySet<Element> };

const markSeen = (page: Page) =>
  page.evaluate(() => {
    const all = [...document.body.querySelectorAll("*")];
    (window as never as Looked).seen = new Set(all.filter((one) => one.checkVisibility()));
  });

/** @param among only what was not seen when `markSeen` was called. */
async function violationsOn(
  page: Page,
  options: RunOptions,
  among?: "unseen",
): Promise<readonly string[]> {
  // axe's own file is long: a page takes it once, for all the times that it is looked at.
  if (!(await page.evaluate("typeof axe === 'object'"))) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async ([further, how, isUnseen]) => {
      const { axe: here, seen } = window as never as Looked;
      const isNew = (one: Element) => one.checkVisibility() && !seen?.has(one);
      const include = isUnseen
        ? [...document.body.querySelectorAll("*")].filter(isNew)
        : [document.documentElement];
      if (include.length === 0) return [];
      const exclude = [...document.querySelectorAll(further)];
      return (await here.run({ include, exclude }, how)).violations;
    },
    [
      FURTHER_ONES,
      { ...options, resultTypes: ["violations"], preload: false },
      among === "unseen",
    ] as [string, RunOptions, boolean],
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join("; ");
      return `${id}: ${html.slice(0, 200)} (${why})`;
    }),
  );
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
