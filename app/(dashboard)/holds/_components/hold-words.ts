import type { HoldView } from "@/lib/ledger/schema/hold";

/** What a hold is for, in the words that were given, or by its feature. */
export const purposeOf = ({ purpose, featureName }: HoldView): string =>
  purpose ?? featureName ?? "Work not named";
