import type { Command } from "commander";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import type { DifferenceView } from "@/lib/ledger/schema/verification";
import { say } from "./progress";
import { organizationContext, withCurrentDatabase } from "./with-database";

/** What a person reads; `--json` gives all of them. */
const SHOWN = 100;

type Options = { readonly organization?: string; readonly json?: true };

export function addLedgerCommands(program: Command): void {
  const ledger = program.command("ledger").description("the books themselves");
  ledger
    .command("verify")
    .description("rebuild every balance from the entries alone and compare; exit 1 if any differs")
    .option("--organization <slug>", "only this one; all without it")
    .option("--json", "the whole result as JSON")
    .action(verify);
}

async function verify({ organization, json }: Options): Promise<void> {
  const result = await withCurrentDatabase(async () =>
    organization === undefined
      ? verifyLedger()
      : verifyLedger((await organizationContext(organization)).organizationId),
  );
  const { wallets, grants, holds, entries, differences } = result;
  if (differences.length > 0) process.exitCode = 1;
  if (json) return void say(JSON.stringify(result, undefined, 2));
  for (const difference of differences.slice(0, SHOWN)) say(described(difference));
  if (differences.length > SHOWN)
    say(`… and ${differences.length - SHOWN} more (--json shows all)`);
  say(
    `${wallets} wallets, ${grants} grants and ${holds} holds rebuilt from ${entries} entries: ${
      differences.length === 0 ? "all as stored" : `${differences.length} figures differ`
    }`,
  );
}

const described = ({ thing, id, figure, stored, rebuilt }: DifferenceView) =>
  `${thing} ${id}: ${figure} is ${stored}, the entries say ${rebuilt}`;
