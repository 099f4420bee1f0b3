import { advanceDue, type RunReport } from "./advance-due";

/**
 * Gives every plan's credits that fell due within a running period by `at`, months of an annual
 * plan above all. Credits due at the close of a period come with its renewal, after its overage.
 */
export const issueDueGrants = (at: Date): Promise<RunReport> =>
  advanceDue({ until: at, grantsOnly: true });
