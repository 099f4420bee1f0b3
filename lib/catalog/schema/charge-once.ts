import * as z from "zod";
import { plainText } from "@/lib/text/schema";
import { CHARGE_ONCE_WINDOWS } from "../rules/feature";

/** Which entity is charged once, and for how long (SEMANTICS 7.2). */
export const ChargeOnce = z
  .object({
    /** The property that names the entity: `contact_id`. */
    property: plainText(100).min(1, "Name the property that tells one from another"),
    window: z.enum(CHARGE_ONCE_WINDOWS),
    /** Of the window `DAYS`, each of 24 hours. */
    days: z
      .int("Enter whole days")
      .min(1, "At least one day")
      .max(3_660, "At most 3,660 days")
      .nullable()
      .default(null),
    /** Whose charge covers the others: any of the customer's, or the member's own. */
    per: z.enum(["customer", "member"]).default("customer"),
  })
  .refine(({ window, days }) => window !== "DAYS" || days !== null, {
    path: ["days"],
    message: "Say how many days a charge lasts",
  })
  .refine(({ window, days }) => window === "DAYS" || days === null, {
    path: ["days"],
    message: "Only the window of days has a number",
  });
export type ChargeOnce = z.output<typeof ChargeOnce>;
export type ChargeOnceFields = z.input<typeof ChargeOnce>;
