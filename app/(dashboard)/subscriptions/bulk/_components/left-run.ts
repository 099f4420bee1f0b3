import type { LeftRunView } from "@/lib/subscription/schema/bulk";
import type { StartFields } from "../../_components/start-fields";

/** A run that is not through: a page that was left, or closed, cut it off. */
export type LeftRun = Omit<LeftRunView, "fields"> & { readonly fields: StartFields };

/** The form's own fields, as it kept them: what of them holds no more is refused when it goes on. */
export const leftRunOf = ({ fields, ...run }: LeftRunView): LeftRun => ({
  ...run,
  fields: fields as StartFields,
});
