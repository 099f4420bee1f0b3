/** What no page may do, whatever a test looks at. */
import type { BrowserContext } from "@playwright/test";

export type Guards = {
  /** What pages did that no page may do, so far. */
  readonly faults: readonly string[];
  /** For tests that ask for a page which is not there: its status is then no fault. */
  readonly expectStatus: (status: number) => void;
};

/** Watches every page of the context: console errors, uncaught errors, and requests elsewhere. */
export function watch(context: BrowserContext, origin: string): Guards {
  const faults: string[] = [];
  const expected = new Set<string>();
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    const text = message.text();
    if ([...expected].some((words) => text.includes(words))) return;
    faults.push(`console: ${text} (${message.location().url})`);
  });
  context.on("weberror", (error) => {
    faults.push(`uncaught: ${error.error().stack ?? error.error().message}`);
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (["data:", "blob:"].includes(url.protocol) || url.origin === origin) return;
    faults.push(`left the origin: ${request.url()}`);
  });
  return {
    faults,
    expectStatus: (status) => void expected.add(`status of ${status}`),
  };
}
