import type { Command } from "commander";
import { migrate, migrationStatus } from "@/lib/server/migrate";
import { say } from "./progress";
import { withDatabase } from "./with-database";

export function addMigrateCommand(program: Command): void {
  program
    .command("migrate")
    .description("bring the database up to date")
    .option("--status", "only say what is applied and what is missing")
    .action(async ({ status }: { status?: true }) => {
      await withDatabase(async ({ url }) => (status ? showStatus(url) : bringUpToDate(url)));
    });
}

async function bringUpToDate(url: string): Promise<void> {
  const applied = await migrate(url);
  for (const name of applied) say(`applied ${name}`);
  if (applied.length === 0) say("The database is up to date.");
}

async function showStatus(url: string): Promise<void> {
  const { applied, missing, fault } = await migrationStatus(url);
  for (const name of applied) say(`applied  ${name}`);
  for (const name of missing) say(`missing  ${name}`);
  if (fault !== undefined) say(fault);
  if (missing.length > 0 || fault !== undefined) process.exitCode = 1;
}
