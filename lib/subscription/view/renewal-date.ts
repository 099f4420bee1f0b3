import type { Period } from "@/lib/time/period";
import type { BridgeView } from "../schema/renewal-date";
import { daysOf } from "./timeline";

/** @returns null where the whole period is lived: there is nothing between. */
export const bridgeView = (lived: Period, whole: Period): BridgeView | null =>
  lived.start.getTime() === whole.start.getTime()
    ? null
    : {
        ...{ startsAt: lived.start.toISOString(), endsAt: lived.end.toISOString() },
        ...{ days: daysOf(lived), ofDays: daysOf(whole) },
      };
