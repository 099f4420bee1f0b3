/** `npm start` and `npm run dev`: one process with the roles of FLORIN_ROLES. */
import { log, logError } from "@/lib/log";
import { readEnvironment } from "./environment";
import { serve } from "./serve";

async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  const result = await work();
  log().info({ ms: Math.round(performance.now() - startedMs) }, title);
  return result;
}

try {
  const { url } = await serve({ environment: readEnvironment(), watcher: { step } });
  process.stdout.write(`Florin is ready at ${url}\n`);
} catch (error) {
  const isFault = error instanceof Error && error.name === "Fault";
  if (isFault) process.stderr.write(`\n${error.message}\n`);
  else logError(error);
  process.exit(1);
}
