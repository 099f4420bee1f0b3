/** Days and instants of what is closed: through a local day means until the next one begins. */
import { addToDay, localDay, startOfDay } from "@/lib/time/zone";

/** The first instant that is open again. */
export const closedUntilOf = (through: string, zone: string): Date =>
  startOfDay(addToDay(through, 1), zone);

/** The last local day that is closed. */
export const closedThroughOf = (closedUntil: Date, zone: string): string =>
  localDay(new Date(closedUntil.getTime() - 1), zone);
