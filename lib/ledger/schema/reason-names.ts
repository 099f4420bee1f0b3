import type { ReasonCode } from "../rules/terms";

/** The kinds of reasons, as people choose them. */
export const REASON_NAMES: Readonly<Record<ReasonCode, string>> = {
  correction: "Correction",
  refund: "Refund",
  goodwill_reversal: "Goodwill taken back",
  contract_true_up: "Contract true-up",
  fraud: "Fraud",
  other: "Other",
};
