/**
 * `npm run quickstart`: from a clone to a running Florin with demo data. Run again it starts in
 * seconds and keeps what is there.
 */
import fs from "node:fs";
import { createServer } from "node:http";
import { readEnvironment } from "@/lib/server/environment";
import { Fault } from "@/lib/server/fault";
import { listen } from "@/lib/server/listen";
import { buildDashboard, isBuilt } from "./build";
import { generateClient } from "./prisma-client";
import { runCommand, say, step } from "./progress";
import { ROOT } from "./tool";

const FAREWELL = "Ctrl-C stops it; `npm run quickstart` starts it again with its data.";
const LEAST_FREE_BYTES = 700_000_000;

/** Told before the long steps, not after them. */
async function refuseTakenPort(port: number, host: string): Promise<void> {
  const probe = createServer();
  await listen(probe, port, host);
  await new Promise((resolve) => probe.close(resolve));
}

function refuseFullDisk(): void {
  const { bavail, bsize } = fs.statfsSync(ROOT);
  if (bavail * bsize >= LEAST_FREE_BYTES) return;
  const free = Math.round((bavail * bsize) / 1e6);
  throw new Fault(
    `Only ${free} MB are free on the disk of ${ROOT}; Florin needs ${LEAST_FREE_BYTES / 1e6} MB to build and keep its data.`,
  );
}

async function quickstart(): Promise<void> {
  const environment = readEnvironment();
  await refuseTakenPort(environment.PORT, environment.HOST);
  refuseFullDisk();
  await step("Prisma client", generateClient);
  if (!isBuilt()) {
    say("• Building the dashboard (about a minute)");
    await step("Build", buildDashboard);
  }
  // Loaded only now: they import the generated client.
  const { serve } = await import("@/lib/server/serve");
  const { demoLines, loadDemo } = await import("./seed");
  const { url } = await serve({
    environment,
    watcher: { step },
    prepare: async () => void (await step("Demo data", loadDemo)),
  });
  say(["", `Florin is ready at ${url}`, ...demoLines(), "", FAREWELL].join("\n"));
}

await runCommand(async () => {
  // Before anything reads them: React and Next choose their build by the first.
  Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  process.env.LOG_LEVEL ??= "warn";
  // What libraries intend to drop is for whoever develops.
  process.noDeprecation = true;
  await quickstart();
});
if (process.exitCode) process.exit();
