import { createLoader, parseAsString } from "nuqs/server";
import { addToDay, startOfDay } from "@/lib/time/zone";
import { isDay } from "../../day-param";

export const loadTrialParams = createLoader({
  /** A local day, included whole; now unless told. */
  as_of: parseAsString,
  unit: parseAsString,
});
export type TrialParams = Awaited<ReturnType<typeof loadTrialParams>>;

/** What the read is asked: the last instant of the day. */
export function trialQuery(
  { as_of, unit }: TrialParams,
  defaults: { readonly zone: string; readonly creditUnit: string },
) {
  const asOf = isDay(as_of)
    ? new Date(startOfDay(addToDay(as_of, 1), defaults.zone).getTime() - 1)
    : null;
  return { asOf, creditUnit: unit ?? defaults.creditUnit };
}
