/** The commands, one file each. */
import { Command } from "commander";
import { addKeyCommands } from "./key";
import { addMigrateCommand } from "./migrate";
import { addOrganizationCommands } from "./organization";
import { addUserCommands } from "./user";

const COMMANDS = [addMigrateCommand, addOrganizationCommands, addUserCommands, addKeyCommands];

export function florinProgram(): Command {
  const program = new Command("florin").description(
    "Florin's command line. Works beside a running server, or alone on its data.",
  );
  for (const add of COMMANDS) add(program);
  return program;
}
