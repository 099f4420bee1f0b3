/**
 * The one error body of the API (API.md §1.5): a problem document (RFC 9457) and the dialect's
 * error at once, with nothing internal in it.
 */
import type { InputFault } from "@/lib/errors";
import { titleOfCode } from "./problem";
import { fieldsOf, type Problem } from "./result";
import { snakeCase, snakeKeys } from "./snake-case";

export function problemBody(problem: Problem, status: number) {
  const { message, details, requestId } = problem;
  const faults = faultsIn(problem);
  const code = codeOf(problem, faults);
  return {
    // Of our own origin, whichever that is: where the reference tells what the code means.
    type: `/docs/api#error-${code}`,
    title: titleOfCode(problem.code),
    status,
    detail: message,
    instance: requestId === null ? null : `urn:request:${requestId}`,
    code,
    message,
    http_status_code: status,
    details: publicDetails(details),
    errors: faults,
    success: false as const,
    error: { message, internal_error: code },
  };
}

/** A body whose only fault is a number too long for a float is told so by the code itself. */
function codeOf({ code }: Problem, faults: readonly InputFault[]): string {
  const isLongNumber =
    faults.length > 0 && faults.every((fault) => fault.code === "send_as_string");
  return code === "validation_error" && isLongNumber ? "send_as_string" : code;
}

/** What a write found is told by field; what a schema found has its pointer. */
function faultsIn(problem: Problem): readonly InputFault[] {
  const { faults, field } = problem.details;
  if (Array.isArray(faults)) return faults;
  if (typeof field === "string" && field !== IN_THE_PATH) {
    return [{ pointer: pointerOf(field), code: problem.code, detail: problem.message }];
  }
  return Object.entries(fieldsOf(problem)).flatMap(([field, messages]) =>
    messages.map((detail) => ({ pointer: pointerOf(field), code: "invalid", detail })),
  );
}

/** What the path names has no place in a body that a pointer could lead to. */
const IN_THE_PATH = "id";

const pointerOf = (field: string) =>
  field === "" ? "" : `/${outerName(field).split(".").map(snakeCase).join("/")}`;

/** How programs call a thing is its key inside, and its lookup key in every body. */
const outerName = (field: string) => (field === "key" ? "lookupKey" : field);

/** Names as the API spells them; `errors` tells the faults already. */
function publicDetails({ faults: _, field, ...details }: Problem["details"]): object {
  const named = typeof field === "string" ? { field: snakeCase(outerName(field)) } : {};
  return { ...(snakeKeys(details) as object), ...named };
}

/** Headers that go with a refusal: when to come again. */
export function problemHeaders({ details }: Problem): Record<string, string> {
  const seconds = details.retry_after_seconds;
  return typeof seconds === "number" ? { "retry-after": String(seconds) } : {};
}
