import fs from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { readSql } from "@/lib/db/transact";
import { readEnvironment } from "@/lib/server/environment";
import { Fault } from "@/lib/server/fault";
import { DEMO_MAKER } from "./demo/people";
import { DEMO, seedDemo } from "./demo/seed-demo";
import { DEMO_PASSWORD, DEMO_SIGN_INS } from "./demo/sign-ins";
import { say } from "./progress";
import { withCurrentDatabase } from "./with-database";

const DAYS_A_LINE = 15;

export function addSeedCommand(program: Command): void {
  program
    .command("seed")
    .description(
      "load the demo organization; refused where it is there, or beside a running Florin",
    )
    .option("--demo", "fictional customers with ninety days of use")
    .action(async ({ demo }: { demo?: true }) => {
      if (!demo) throw new Fault("Say which data: seed --demo");
      await withCurrentDatabase(async () => {
        await refuseIfInUse();
        await loadDemo();
      });
      for (const line of demoLines()) say(line);
    });
}

/**
 * The ninety days are made one after the other: a worker would book them meanwhile at today's time.
 * And what an organization of that name has is not the demo's to add to, or to set aside.
 */
export async function refuseIfInUse(): Promise<void> {
  const [worker] = await readSql(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
       AND query LIKE 'LISTEN "jobs:insert"%' LIMIT 1`,
  );
  if (worker) {
    throw new Fault(
      "Florin runs on this database, and its worker would book the demo while it is made. Stop Florin, run seed --demo again, then start it.",
    );
  }
  const [kept] = await readSql(
    `SELECT name FROM organization WHERE slug = $1::text AND (
       EXISTS (SELECT FROM membership WHERE organization_id = organization.id)
       OR EXISTS (SELECT FROM api_key AS key WHERE key.organization_id = organization.id
         AND key.created_by <> $2::text))`,
    [DEMO.slug, DEMO_MAKER],
  );
  if (kept) {
    throw new Fault(
      `The organization "${DEMO.slug}" (${kept.name}) has data already, and seed --demo changes nothing of it. Use it, or load a demo of its own beside it with another FLORIN_DATA_DIR.`,
    );
  }
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
