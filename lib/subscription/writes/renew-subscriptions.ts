import { advanceDue, type RunReport } from "./advance-due";

/**
 * Closes every period that ended by `at` and opens the next, or ends the subscription; what else
 * fell due before it is booked on the way, in order of time.
 */
export const renewSubscriptions = (at: Date): Promise<RunReport> =>
  advanceDue({ until: at, grantsOnly: false });
