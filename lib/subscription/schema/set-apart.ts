/** A subscription that could not be renewed, as the dashboard tells of it. */
import * as z from "zod";

export const SetApartView = z.object({
  subscriptionId: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  planName: z.string(),
  /** Of the last try, in the system's own words. */
  reason: z.string(),
  /** How often it was tried. */
  tries: z.int(),
  /** When what could not be booked fell due. */
  dueAt: z.iso.datetime(),
  /** Of the first try that failed, the last one and the next. */
  since: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  nextAt: z.iso.datetime(),
});
export type SetApartView = z.infer<typeof SetApartView>;
