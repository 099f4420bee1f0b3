import fs from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { readEnvironment } from "@/lib/server/environment";
import { Fault } from "@/lib/server/fault";
import { seedDemo } from "./demo/seed-demo";
import { DEMO_PASSWORD, DEMO_SIGN_INS } from "./demo/sign-ins";
import { say } from "./progress";
import { withCurrentDatabase } from "./with-database";

const DAYS_A_LINE = 15;

export function addSeedCommand(program: Command): void {
  program
    .command("seed")
    .description("load the demo organization; changes nothing if it is there")
    .option("--demo", "fictional customers with ninety days of use")
    .action(async ({ demo }: { demo?: true }) => {
      if (!demo) throw new Fault("Say which data: seed --demo");
      const was = await withCurrentDatabase(loadDemo);
      if (was === "there") say("The demo organization is there already.");
      for (const line of demoLines()) say(line);
    });
}

/** Makes the demo unless it is there, and keeps its API key beside the data, to be shown again. */
export async function loadDemo(): Promise<"there" | "made"> {
  const seeded = await seedDemo(new Date(), (done, of) => {
    if (done % DAYS_A_LINE === 0) say(`  demo data: ${done} of ${of} days`);
  });
  if (seeded.was === "made") fs.writeFileSync(keyFile(), `${seeded.apiKey}\n`, { mode: 0o600 });
  return seeded.was;
}

/** How to enter the demo: its people, and its API key where this machine made it. */
export function demoLines(): string[] {
  const width = Math.max(...DEMO_SIGN_INS.map(({ email }) => email.length));
  return [
    `Demo sign-ins, all with the password ${DEMO_PASSWORD}`,
    ...DEMO_SIGN_INS.map(({ email, role }) => `  ${email.padEnd(width)}  ${role}`),
    fs.existsSync(keyFile())
      ? `Demo API key: ${fs.readFileSync(keyFile(), "utf8").trim()}`
      : "A demo API key: npm run --silent florin -- key create --organization demo --scopes '*'",
  ];
}

const keyFile = () => path.join(readEnvironment().FLORIN_DATA_DIR, "demo-api-key");
