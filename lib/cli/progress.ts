/** What the commands tell a person while they work: one line a step, with its time. */

import { isPassingFault, unavailable } from "@/lib/db/retry";
import { type DomainError, isDomainError } from "@/lib/errors";

export const say = (line: string) => process.stdout.write(`${line}\n`);

const seconds = (fromMs: number) => `${((performance.now() - fromMs) / 1000).toFixed(1)} s`;

/** Runs one named step and says how long it took. A step that throws says so, and throws on. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  try {
    const result = await work();
    say(`✔ ${title} (${seconds(startedMs)})`);
    return result;
  } catch (error) {
    say(`✘ ${title} (${seconds(startedMs)})`);
    throw error;
  }
}

/** As in sysexits.h: the same command may succeed later. */
const TRY_AGAIN = 75;

/** Runs a command's main function; a fault ends the process with its message, a bug with its stack. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`\n${described(error)}\n`);
    process.exitCode = isPutOff(error) ? TRY_AGAIN : 1;
  }
}

const isPutOff = (error: unknown) =>
  isDomainError(error) ? error.code === "unavailable" : isPassingFault(error);

/** What a person at the command line is told of anything thrown; only a bug shows its stack. */
export function described(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isPassingFault(error)) return described(unavailable(error));
  if (isDomainError(error) && error.cause instanceof Error) {
    return `${error.message}\n  ${error.cause.message}`;
  }
  if (isDomainError(error)) return [error.message, ...faultsOf(error)].join("\n  ");
  return error.name === "Fault" ? error.message : (error.stack ?? error.message);
}

function faultsOf({ details }: DomainError): string[] {
  if (!("fields" in details)) return [];
  return Object.entries(details.fields).map(([field, faults]) => `${field}: ${faults.join(", ")}`);
}
