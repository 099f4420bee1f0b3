/**
 * Faults that pass: a deadlock, a cut connection, a server that restarts. What ran is tried
 * again whole, so only what is safe to repeat belongs here (idempotent, one transaction).
 */
import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "@/lib/errors";

const TRIES = 8;
const PATIENCE_MS = 5_000;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 500;

/** Serialization, deadlock, lock not had in time, shutting down, cannot connect now. */
const PASSING_STATES = new Set(["40001", "40P01", "55P03", "57P01", "57P02", "57P03", "53300"]);
const SOCKET_FAULTS = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "ENOENT"]);
/** What `pg` says, without a code, when its socket went away under a query. */
const CUT = /Connection terminated|Client has encountered a connection error/;

export function isPassingFault(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const code = "code" in fault && typeof fault.code === "string" ? fault.code : "";
  if (PASSING_STATES.has(code) || SOCKET_FAULTS.has(code) || code.startsWith("08")) return true;
  return CUT.test(fault.message);
}

/**
 * Runs until it succeeds or fails for a reason that will not pass; full jitter between tries.
 *
 * @throws DomainError `unavailable` when the fault outlasts the tries.
 */
export async function retryPassingFaults<T>(run: () => Promise<T>): Promise<T> {
  let waitedMs = 0;
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (fault) {
      if (!isPassingFault(fault)) throw fault;
      const pauseMs = Math.random() * Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS);
      waitedMs += pauseMs;
      if (tries === TRIES || waitedMs > PATIENCE_MS) {
        throw new DomainError("unavailable", "The database does not answer; try again shortly", {
          retry_after_seconds: 1,
        });
      }
      await sleep(pauseMs);
    }
  }
}
