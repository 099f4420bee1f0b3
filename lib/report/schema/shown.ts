import * as z from "zod";

/** A quantity as people read it: in the feature's reporting unit, if it has one. */
export const ShownView = z.object({ quantity: z.string(), unit: z.string() });
export type ShownView = z.infer<typeof ShownView>;
