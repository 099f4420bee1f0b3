/** The commands, one file each. */
import { Command } from "commander";
import { addBenchCommand } from "./bench";
import { addClockCommands } from "./clock";
import { addKeyCommands } from "./key";
import { addLedgerCommands } from "./ledger";
import { addMigrateCommand } from "./migrate";
import { addOrganizationCommands } from "./organization";
import { addSeedCommand } from "./seed";
import { addUsageCommands } from "./usage";
import { addUserCommands } from "./user";

const COMMANDS = [
  addMigrateCommand,
  addSeedCommand,
  addOrganizationCommands,
  addUserCommands,
  addKeyCommands,
  addLedgerCommands,
  addUsageCommands,
  addClockCommands,
  addBenchCommand,
];

export function florinProgram(): Command {
  const program = new Command("florin").description(
    "Florin's command line. Works beside a running server, or alone on its data.",
  );
  for (const add of COMMANDS) add(program);
  return program;
}
