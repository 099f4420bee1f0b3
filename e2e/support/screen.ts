/** Parts of a screen that every page has, found as a person names them. */
import type { Locator, Page } from "@playwright/test";

export const title = (page: Page): Locator => page.getByRole("heading", { level: 1 });

/** The panel under this heading. */
export const panel = (page: Page, heading: string): Locator =>
  page
    .locator("section")
    .filter({ has: page.getByRole("heading", { level: 2, name: heading, exact: true }) });
