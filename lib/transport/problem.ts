/**
 * The one error table: any thrown value becomes a problem, for actions and for REST alike.
 * What isn't ours stays in the log; callers see `internal` and the request's id.
 */
import type * as z from "zod";
import { isPassingFault, unavailable } from "@/lib/db/retry";
import { type DomainErrorCode, isDomainError } from "@/lib/errors";
import { logError } from "@/lib/log";
import { faultsOf, invalidInput } from "./fault";
import type { Problem } from "./result";

type Known = { readonly status: number; readonly title: string };

/** Every code has a status, or this does not compile (API.md §1.5). */
const PROBLEMS = {
  unauthenticated: { status: 401, title: "Not signed in" },
  forbidden: { status: 403, title: "Missing permission" },
  not_found: { status: 404, title: "Not found" },
  validation_error: { status: 400, title: "Invalid input" },
  already_exists: { status: 409, title: "Already exists" },
  idempotency_conflict: { status: 409, title: "Reference used for something else" },
  stale_preview: { status: 409, title: "The preview is out of date" },
  invalid_state: { status: 409, title: "Not possible in this state" },
  insufficient_credits: { status: 402, title: "Not enough credits" },
  limit_reached: { status: 402, title: "Limit reached" },
  not_entitled: { status: 403, title: "Not entitled" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  too_large: { status: 413, title: "Too large" },
  unsupported_media_type: { status: 415, title: "Unsupported media type" },
  rate_limited: { status: 429, title: "Too many requests" },
  unavailable: { status: 503, title: "Temporarily unavailable" },
  internal: { status: 500, title: "Internal error" },
} as const satisfies Record<DomainErrorCode | "internal", Known>;

export type ProblemCode = keyof typeof PROBLEMS;

export const statusOfCode = (code: ProblemCode): number => PROBLEMS[code].status;
export const titleOfCode = (code: ProblemCode): string => PROBLEMS[code].title;

/** What callers are told that a thrown value was. */
export function codeOfThrown(error: unknown): ProblemCode {
  if (isDomainError(error) && error.code in PROBLEMS) return error.code;
  return isPassingFault(error) ? "unavailable" : "internal";
}

/**
 * Any thrown value to a problem. What isn't a refusal is logged under `requestId`; a database that
 * is away is a refusal for the caller, who may come back.
 */
export function problemOf(
  error: unknown,
  requestId: string | null = null,
): { status: number; problem: Problem } {
  if (isDomainError(error) && error.code in PROBLEMS) {
    const { code, message, details } = error;
    // Callers are put off; whoever runs the database must hear what is wrong with it.
    if (code === "unavailable") logError(error.cause ?? error, { requestId });
    return { status: PROBLEMS[code].status, problem: { code, message, details, requestId } };
  }
  if (isPassingFault(error)) return problemOf(unavailable(error), requestId);
  logError(error, { requestId });
  return {
    status: PROBLEMS.internal.status,
    problem: {
      code: "internal",
      message: "Something went wrong on our side",
      details: {},
      requestId,
    },
  };
}

/** @throws DomainError `validation_error`, naming each field at fault. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(raw, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw invalidInput(faultsOf(parsed.error));
}
