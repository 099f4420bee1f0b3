import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = {
  "@": path.resolve(import.meta.dirname),
  // Outside Next it throws, to stop whoever is not the server; a test of the gates is.
  "server-only": path.resolve(import.meta.dirname, "node_modules/server-only/empty.js"),
};
/** Faults that a test provokes are its own business. */
const env = { LOG_LEVEL: "silent" };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          env,
          name: "unit",
          include: ["{app,components,lib}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "**/node_modules/**"],
          // Properties try hundreds of cases: seconds of work, and of waiting on a busy machine.
          testTimeout: 60_000,
          // Reading the modules anew for each file took almost half of the time; no test leaves anything behind in one.
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          env,
          name: "db",
          include: ["{lib,e2e}/**/*.db.test.ts"],
          globalSetup: ["lib/testing/postgres-global.ts"],
          setupFiles: ["lib/testing/postgres-worker.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 3,
        },
      },
    ],
  },
});
