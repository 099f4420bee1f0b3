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

/** All of them in one refusal, as far as they can be told at once: by field for forms, by pointer for REST. */
export function invalidInput(all: readonly Fault[]): DomainError<"validation_error"> {
  const faults = all.slice(0, MOST_FAULTS);
  // A caller may call a field what every object has, such as `constructor`.
  const fields = new Map<string, string[]>();
  for (const { path, message } of faults) {
    const field = path.join(".");
    fields.set(field, [...(fields.get(field) ?? []), message]);
  }
  return new DomainError("validation_error", "Some fields need another look", {
    fields: Object.fromEntries(fields),
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

/** A body may hold more faults than anybody mends at once, or than there is time to tell. */
export const MOST_FAULTS = 100;

/** The faults of a failed parse, so many at most. Of a union, those of the branch that fits best. */
export function faultsOf(error: z.ZodError): readonly Fault[] {
  const faults: Fault[] = [];
  for (const issue of error.issues) {
    if (faults.length >= MOST_FAULTS) break;
    faults.push(...faultsOfIssue(issue));
  }
  return faults.slice(0, MOST_FAULTS);
}

function faultsOfIssue(issue: Issue): readonly Fault[] {
  const { path, message } = issue;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.slice(0, MOST_FAULTS).map((key) => ({
      path: [...path, key],
      code: "unknown_key",
      message: `Unknown key ${JSON.stringify(shortened(key))}`,
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

const LONGEST_NAME = 200;
const shortened = (name: string) =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;

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
    issues
      .slice(0, MOST_FAULTS)
      .flatMap((inner) => faultsOfIssue({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  // The branch that got furthest is the one that was meant.
  return branches.reduce((best, branch) => (branch.length < best.length ? branch : best));
}
