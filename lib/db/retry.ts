/**
 * Faults that pass: a deadlock, a cut connection, a server that restarts. What ran is tried
 * again whole, so only what is safe to repeat belongs here (idempotent, one transaction).
 */
import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "@/lib/errors";

const TRIES = 8;
const PATIENCE_MS = 5_000;
/** Whoever holds what another needs is at work and will be done; a caller waits so long for its turn. */
const TURN_MS = 30_000;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 500;

/** Others were there first: serialization, deadlock, lock not had in time. */
const TURN_STATES = new Set(["40001", "40P01", "55P03"]);
/** Statement cancelled or out of time; no room: on the disk, in memory, in a setting's bounds. */
const CANCELLED_STATES = new Set(["57014", "53000", "53100", "53200", "53400"]);
const PASSING_STATES = new Set([
  ...TURN_STATES,
  ...CANCELLED_STATES,
  // Shutting down, cannot connect now, too many connections, a session that idled too long.
  ...["57P01", "57P02", "57P03", "57P05", "53300", "25P03", "25P04"],
  // A standby that is not the primary yet; a disk that cannot be read or written.
  ...["25006", "58030"],
]);
/** Another session booked the same reference meanwhile: tried again, the batch finds it. */
const DUPLICATE = "23505";
const REFERENCE_KEY = "ledger_transaction_organization_id_origin_reference_key";
const SOCKET_FAULTS = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT"]);
/** Of a socket in the file system: the server is not up. Of a file it would be another matter. */
const NO_SOCKET = "ENOENT";
/** What `pg` says, without a code, when its socket went away under a query or none was to be had. */
const CUT =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired/;
/** Prisma's words: not reachable, closed, timed out, no connection free, deadlock, no transaction to be had. */
const PRISMA_FAULTS = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2034"]);

export function isPassingFault(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const code = codeOf(fault);
  if (PASSING_STATES.has(code) || SOCKET_FAULTS.has(code) || code.startsWith("08")) return true;
  if (code === NO_SOCKET) return "syscall" in fault && fault.syscall === "connect";
  if (code === DUPLICATE && fault.message.includes(REFERENCE_KEY)) return true;
  if (PRISMA_FAULTS.has(code) || CUT.test(fault.message)) return true;
  return isPassingFault(driverFaultOf(fault));
}

/** True if the server itself said so: then nothing of the transaction was kept, not even at its commit. */
export const isRolledBack = (fault: unknown): boolean =>
  fault instanceof Error && (ROLLED_BACK.has(codeOf(fault)) || isRolledBack(driverFaultOf(fault)));
const ROLLED_BACK = new Set([...TURN_STATES, ...CANCELLED_STATES, "P2034"]);

/** True if another session was in the way, and nothing else is wrong. */
const isOutOfTurn = (fault: unknown): boolean =>
  fault instanceof Error && (OUT_OF_TURN.has(codeOf(fault)) || isOutOfTurn(driverFaultOf(fault)));
const OUT_OF_TURN = new Set([...TURN_STATES, "P2034"]);

const codeOf = (fault: Error): string =>
  "code" in fault && typeof fault.code === "string" ? fault.code : "";

/** What the driver told Prisma about a statement of ours, which Prisma only wraps. */
function driverFaultOf(fault: Error): Error | undefined {
  const { meta } = fault as { meta?: { driverAdapterError?: { cause?: DriverFault } } };
  const { cause } = meta?.driverAdapterError ?? {};
  if (!cause) return undefined;
  return Object.assign(new Error(cause.originalMessage), { code: cause.originalCode });
}
type DriverFault = { readonly originalCode?: string; readonly originalMessage?: string };

/**
 * Runs until it succeeds or fails for a reason that will not pass; full jitter between tries.
 *
 * @throws DomainError `unavailable` when the fault outlasts the tries; its `cause` is the last one.
 */
export async function retryPassingFaults<T>(run: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (fault) {
      if (!isPassingFault(fault)) throw fault;
      const pauseMs = Math.random() * Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS);
      // Tries that each hang count as well: nobody waits much longer than this for an answer.
      const waitedMs = performance.now() - startedMs + pauseMs;
      if (isOver(fault, { tries, waitedMs })) throw unavailable(fault);
      await sleep(pauseMs);
    }
  }
}

const isOver = (fault: unknown, { tries, waitedMs }: { tries: number; waitedMs: number }) =>
  isOutOfTurn(fault) ? waitedMs > TURN_MS : tries >= TRIES || waitedMs > PATIENCE_MS;

/** @param cause what the log says of it; no caller sees it. */
export const unavailable = (cause?: unknown): DomainError<"unavailable"> =>
  isOutOfTurn(cause)
    ? outOfTurn(cause)
    : passing("The database does not answer; try again shortly", cause);

/** Who waited for others in vain: the database does answer, and nothing is wrong with the call. */
export const outOfTurn = (cause?: unknown): DomainError<"unavailable"> =>
  passing("Others acted on the same all the while, so nothing was done; try again shortly", cause);

function passing(message: string, cause: unknown): DomainError<"unavailable"> {
  const refusal = new DomainError("unavailable", message, { retry_after_seconds: 1 });
  if (cause !== undefined) refusal.cause = cause;
  return refusal;
}
