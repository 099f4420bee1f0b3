import { defineConfig } from "@playwright/test";

/** Run by `npm test`, which brings the browser and starts the server that these variables name. */
const { CHROMIUM_PATH, E2E_URL, PLAYWRIGHT_JSON_OUTPUT_FILE } = process.env;

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  fullyParallel: true,
  forbidOnly: true,
  // One more than the least cores: tests wait for typing to rest, for time to pass and for pages.
  workers: 3,
  // One chance more on a machine that stalls: told aloud, and too many fail the run (`lib/cli/test-report.ts`).
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : [["list"]],
  use: {
    ...(E2E_URL && { baseURL: E2E_URL }),
    actionTimeout: 20_000,
    // Dialogs come and go at once: nothing is waited for that only moves.
    contextOptions: { reducedMotion: "reduce" },
    locale: "en-US",
    timezoneId: "UTC",
    viewport: { width: 1440, height: 900 },
    // A trace takes pictures and bodies of everything all the time: only what has failed is traced.
    trace: "on-first-retry",
    launchOptions: {
      ...(CHROMIUM_PATH && { executablePath: CHROMIUM_PATH }),
      args: [
        // The tests may run as root and without a network.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
