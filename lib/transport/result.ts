/** What a server action answers. Isomorphic: forms read it, `problem.ts` makes it. */
import type { DomainErrorCode } from "@/lib/errors";

export type Problem = {
  readonly code: DomainErrorCode | "internal";
  /** A sentence for people. */
  readonly message: string;
  /** The typed particulars of the code, such as `fields` of a `validation_error`. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Names the request in the log; shown with what is our fault. */
  readonly requestId: string | null;
};

export type ActionResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

/** Nobody knows whether the command was carried out: asking again under its reference tells. */
const UNREACHABLE: Problem = {
  code: "internal",
  message: "The server could not be reached",
  details: {},
  requestId: null,
};

/** An action's answer, also where none came: a server that has just gone away is no fault of the page's. */
export const answerOf = <T>(call: Promise<ActionResult<T>>): Promise<ActionResult<T>> =>
  call.catch(() => ({ ok: false, problem: UNREACHABLE }));

/** Faults by field path, `""` for the whole input; empty unless the problem is a `validation_error`. */
export function fieldsOf(problem: Problem): Readonly<Record<string, readonly string[]>> {
  if (problem.code !== "validation_error") return {};
  return (problem.details.fields ?? {}) as Record<string, readonly string[]>;
}

/** What is wrong with the fields says more than that something is. */
export function withFaults(problem: Problem): Problem {
  const faults = Object.values(fieldsOf(problem)).flat();
  return { ...problem, message: faults.join(". ") || problem.message };
}
