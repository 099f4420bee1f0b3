/** `npm run --silent florin -- …`: the commands, one file each. */
import { Command } from "commander";
import { addKeyCommands } from "./key";
import { addMigrateCommand } from "./migrate";
import { addOrganizationCommands } from "./organization";
import { runCommand } from "./progress";
import { addUserCommands } from "./user";

const program = new Command("florin").description(
  "Florin's command line. Works beside a running server, or alone on its data.",
);
const COMMANDS = [addMigrateCommand, addOrganizationCommands, addUserCommands, addKeyCommands];
for (const add of COMMANDS) {
  add(program);
}
// What a command has to say goes to its reader; the log would only stand between.
process.env.LOG_LEVEL ??= "silent";
await runCommand(async () => {
  await program.parseAsync();
});
process.exit();
