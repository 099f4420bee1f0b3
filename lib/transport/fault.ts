/**
 * What a schema found wrong, one fault a line, said so that a person can mend it:
 * unknown keys come with the key that was probably meant.
 */
import type * as z from "zod";
import { DomainError } from "@/lib/errors";

export type Fault = {
  readonly path: readonly PropertyKey[];
  /** Of what kind: zod's own code, or a custom issue's `params.fault`, such as `send_as_string`. */
  readonly code: string;
  readonly message: string;
};

/** All of them in one refusal: by field for forms, by pointer for REST. */
export function invalidInput(faults: readonly Fault[]): DomainError<"validation_error"> {
  const fields: Record<string, string[]> = {};
  for (const { path, message } of faults) {
    const field = path.join(".");
    fields[field] = [...(fields[field] ?? []), message];
  }
  return new DomainError("validation_error", "Some fields need another look", {
    fields,
    faults: faults.map(({ path, code, message }) => ({
      pointer: pointerTo(path),
      code,
      detail: message,
    })),
  });
}

/** RFC 6901: `/events/3/properties`. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

type Issue = z.core.$ZodIssue;

/** Every fault of a failed parse. Of a union, the faults of the branch that fits best. */
export const faultsOf = (error: z.ZodError): readonly Fault[] =>
  error.issues.flatMap(faultsOfIssue);

function faultsOfIssue(issue: Issue): readonly Fault[] {
  const { path, message } = issue;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, key],
      code: "unknown_key",
      message: `Unknown key ${JSON.stringify(key)}`,
    }));
  }
  if (issue.code === "invalid_union" && !isMissing(issue) && issue.errors.length > 0) {
    return faultsOfUnion(issue);
  }
  if (issue.code === "custom" && typeof issue.params?.fault === "string") {
    return [{ path, code: issue.params.fault, message }];
  }
  if (isMissing(issue)) return [{ path, code: "missing", message: saidOfMissing(message) }];
  return [{ path, code: issue.code, message }];
}

/** Only known where the parse was asked to report its input. */
const isMissing = (issue: Issue) =>
  (issue.code === "invalid_type" || issue.code === "invalid_union") &&
  "input" in issue &&
  issue.input === undefined;

/** A schema's own words stand; zod's are no words for people. */
const saidOfMissing = (message: string) =>
  message.startsWith("Invalid input") ? "Required" : message;

function faultsOfUnion(issue: Extract<Issue, { code: "invalid_union" }>): readonly Fault[] {
  const branches = issue.errors.map((issues) =>
    issues.flatMap((inner) => faultsOfIssue({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  // The branch that got furthest is the one that was meant.
  return branches.reduce((best, branch) => (branch.length < best.length ? branch : best));
}
