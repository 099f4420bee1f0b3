/** `npm run --silent florin -- …` */
import { generateClient } from "./prisma-client";
import { runCommand } from "./progress";

// What a command has to say goes to its reader; the log would only stand between.
process.env.LOG_LEVEL ??= "silent";
// What libraries intend to drop is for whoever develops, not for whoever runs a command.
process.noDeprecation = true;
// An exit, unlike a signal's own end, lets the database that the command started end with it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => process.exit(1));
}
await runCommand(async () => {
  await generateClient();
  // Loaded only now: the commands import the generated client.
  const { florinProgram } = await import("./program");
  await florinProgram().parseAsync();
});
process.exit();
