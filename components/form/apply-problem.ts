import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { fieldsOf, type Problem } from "@/lib/transport/result";

/**
 * Puts a refusal where it belongs: a fault of a field on that field, all else above the form, which
 * `Form` shows. `if (!result.ok) return applyProblem(form, result.problem, { prefix: "debit." })`;
 * the prefix is what the action's input has around the form's fields.
 */
export function applyProblem<Fields extends FieldValues, Context, Output>(
  form: UseFormReturn<Fields, Context, Output>,
  problem: Problem,
  { prefix = "" }: { prefix?: string } = {},
): void {
  const own = Object.keys(form.getValues());
  const elsewhere: string[] = [];
  let focused = false;
  for (const [path, messages] of Object.entries(faultsOf(problem))) {
    const name = path.startsWith(prefix) ? path.slice(prefix.length) : path;
    const message = messages.join(". ");
    if (!own.includes(name.split(".")[0] ?? "")) {
      elsewhere.push(message);
      continue;
    }
    form.setError(name as FieldPath<Fields>, { message }, { shouldFocus: !focused });
    focused = true;
  }
  if (focused && elsewhere.length === 0) return;
  form.setError("root", { message: elsewhere.join(". ") || sentenceOf(problem) });
}

/** What is our fault carries the name by which it is found in the log. */
const sentenceOf = ({ code, message, requestId }: Problem) =>
  code === "internal" && requestId ? `${message}. Request ${requestId}` : message;

/** A name that another thing has is a fault of the field that it was typed into. */
function faultsOf(problem: Problem): Readonly<Record<string, readonly string[]>> {
  const { code, message, details } = problem;
  return code === "already_exists" ? { [String(details.field)]: [message] } : fieldsOf(problem);
}
