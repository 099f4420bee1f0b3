/** Which step of the burn order (SEMANTICS §2) chose a grant over the next one, in words. */
const WORDS: Readonly<Record<string, string>> = {
  only_choice: "the only one left",
  wallet_priority: "its wallet pays first",
  grant_priority: "set to be spent first",
  rollover_first: "rolled over, so it goes first",
  sooner_expiry: "expires first",
  category: "free credits before bought ones",
  fewer_features: "pays for fewer features",
  earlier_effective: "older",
  earlier_created: "made earlier",
  id: "equal terms, so in order of id",
};

/** `"sooner_expiry"` is "expires first"; a step of a later version is shown as it is. */
export const burnWords = (step: string): string => WORDS[step] ?? step.replaceAll("_", " ");
