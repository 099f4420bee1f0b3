/** What keeps a draft's credits from being given as they are described. */
import type { DraftFeatures, DraftGrant, DraftLife } from "./draft";
import { type DraftIssue, issue } from "./draft-issue";

type Of = { readonly hasTrial: boolean; readonly features: DraftFeatures };

export const grantIssues = (grant: DraftGrant, of: Of): readonly DraftIssue[] => [
  ...(grant.credits <= 0n ? [issue("credits", "Enter an amount above zero")] : []),
  ...lifeIssues(grant, { ...of, isOnce: grant.cadence === "ONETIME" }),
];

/** How credits live that come once, or again each period. */
export const lifeIssues = (
  life: DraftLife,
  of: Of & { readonly isOnce: boolean },
): readonly DraftIssue[] => [
  ...expiryIssues(life, of),
  ...rolloverIssues(life, of.isOnce),
  ...(life.featureIds.some((id) => of.features.get(id)?.isArchived !== false)
    ? [issue("featureIds", "One of these features is archived")]
    : []),
];

function expiryIssues(
  { expirationKind, expirationDuration, expirationUnit }: DraftLife,
  { isOnce, hasTrial }: Of & { readonly isOnce: boolean },
): readonly DraftIssue[] {
  switch (expirationKind) {
    case "DURATION":
      return expirationDuration && expirationUnit
        ? []
        : [issue("expirationDuration", "Enter how long the credits live")];
    case "GRANT_PERIOD":
      return isOnce
        ? [issue("expirationKind", "A one-time grant has no period of its own to end with")]
        : [];
    case "TRIAL":
      if (!isOnce) return [issue("expirationKind", "Credits of the trial come once")];
      return hasTrial ? [] : [issue("expirationKind", "The plan has no trial to end with")];
    default:
      return [];
  }
}

function rolloverIssues(
  { expirationKind, rollover: { mode, cap, percent } }: DraftLife,
  isOnce: boolean,
): readonly DraftIssue[] {
  if (mode === "none") return [];
  const issues: DraftIssue[] = [];
  if (isOnce) {
    issues.push(issue("rollover.mode", "Only a recurring grant rolls over"));
  } else if (expirationKind === "NEVER") {
    issues.push(issue("rollover.mode", "Credits that never end have nothing to roll over"));
  }
  if (mode === "cap" && !cap) {
    issues.push(issue("rollover.cap", "Enter the most that may roll over"));
  }
  if (mode === "percent" && percent === null) {
    issues.push(issue("rollover.percent", "Enter the share that rolls over"));
  }
  return issues;
}
