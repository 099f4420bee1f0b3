/** Parts of a screen that every page has, found as a person names them. */
import type { Locator, Page } from "@playwright/test";

/** A start or a change books all that it brings: more than a click's work on a slow machine. */
export const BOOKED = { timeout: 30_000 };

export const title = (page: Page): Locator => page.getByRole("heading", { level: 1 });

/** The panel under this heading. */
export const panel = (page: Page, heading: string): Locator =>
  page
    .locator("section")
    .filter({ has: page.getByRole("heading", { level: 2, name: heading, exact: true }) });
