/**
 * Pours a body of the API into a slice's own input, so that each rule is said once; what the
 * slice finds wrong is told by the body's names.
 */
import type * as z from "zod";
import { isDomainError, type RefusalDetails } from "@/lib/errors";
import { faultsOf, invalidInput } from "@/lib/transport/fault";
import { snakeCase } from "@/lib/transport/snake-case";

/** Where the API's word is another: `{ key: "lookup_key" }`; all others change only their case. */
export type Names = Readonly<Record<string, string>>;

/** For a body's `.transform`: the slice's parsed input, or its faults as the body's own. */
export function pour<Schema extends z.ZodType>(
  schema: Schema,
  fields: z.input<Schema>,
  { issue, names = {} }: { issue: z.RefinementCtx; names?: Names },
): z.output<Schema> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    issue.addIssue({ code: "custom", path: path.map((step) => nameOf(step, names)), message });
  }
  // The issues above fail the parse; nobody sees this value.
  return undefined as z.output<Schema>;
}

/** The same once a body has been looked up further. @throws DomainError `validation_error`. */
export function poured<Schema extends z.ZodType>(
  schema: Schema,
  fields: z.input<Schema>,
  names: Names = {},
): z.output<Schema> {
  const parsed = schema.safeParse(fields, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw invalidInput(
    faultsOf(parsed.error).map((fault) => ({
      ...fault,
      path: fault.path.map((step) => nameOf(step, names)),
    })),
  );
}

/** For a promise's `catch`: what a slice refused by its own names is refused by the body's. */
export const inBodyWords =
  (names: Names = {}) =>
  (error: unknown): never => {
    if (!isDomainError(error) || error.code !== "validation_error") throw error;
    const { fields } = error.details as RefusalDetails<"validation_error">;
    throw invalidInput(
      Object.entries(fields).flatMap(([field, messages]) => {
        const steps = field.split(".");
        const path = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : nameOf(step, names)));
        return messages.map((message) => ({ path, code: "invalid", message }));
      }),
    );
  };

const nameOf = (step: PropertyKey, names: Names): PropertyKey =>
  typeof step === "string" ? (names[step] ?? snakeCase(step)) : step;
