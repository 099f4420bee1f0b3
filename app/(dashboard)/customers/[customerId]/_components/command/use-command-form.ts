"use client";

import { type DefaultValues, type Resolver, type UseFormReturn, useForm } from "react-hook-form";
import type * as z from "zod";
import type { CommandFields } from "./command-fields";

/** The form of a command: its fields are checked as the input that they stand for. */
export function useCommandForm<Fields extends CommandFields>(
  schema: z.ZodType,
  inputOf: (fields: Fields) => object,
  blank: Fields,
): UseFormReturn<Fields, unknown, Fields> {
  const resolver: Resolver<Fields, unknown, Fields> = (values) => {
    const parsed = schema.safeParse(inputOf(values));
    if (parsed.success) return { values, errors: {} };
    const faults = parsed.error.issues.map(
      ({ path, message }) => [path.join("."), { type: "input", message }] as const,
    );
    // The first fault of a field is the one that is told.
    return { values: {}, errors: Object.fromEntries(faults.toReversed()) as never };
  };
  return useForm<Fields, unknown, Fields>({
    resolver,
    defaultValues: blank as DefaultValues<Fields>,
  });
}
