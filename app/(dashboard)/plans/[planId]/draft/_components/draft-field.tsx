"use client";

import { type ComponentProps, createContext, useContext } from "react";
import { get, useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";

/** What keeps the draft from being published, by the path of its field. */
const IssuesContext = createContext<ReadonlyMap<string, string>>(new Map());
export const IssuesProvider = IssuesContext.Provider;

/** The fault of a field: what is wrong with its form, else what keeps it from being published. */
function useFault(path: string): string | undefined {
  const { errors } = useFormContext().formState;
  const issues = useContext(IssuesContext);
  const fault = (get(errors, path) as { message?: unknown } | undefined)?.message;
  return typeof fault === "string" ? fault : issues.get(path);
}

/** A field of the draft; its faults come by its `path`, from the browser or from the server. */
export function DraftField({
  path,
  ...rest
}: Omit<ComponentProps<typeof Field>, "error"> & { path: string }) {
  return <Field {...rest} error={useFault(path)} />;
}

/** A fault of a whole part, which has no control of its own. */
export function PartFault({ path }: { path: string }) {
  const fault = useFault(path);
  return fault ? (
    <p role="alert" className="text-danger text-xs">
      {fault}
    </p>
  ) : null;
}
