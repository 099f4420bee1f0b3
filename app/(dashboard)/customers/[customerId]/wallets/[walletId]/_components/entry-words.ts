import type { GrantEntryView } from "@/lib/ledger/schema/explain";
import { kindName } from "@/lib/ledger/schema/transaction-words";

const IN_BALANCE = new Set(["available", "held"]);

/** A minus for what leaves the balance; what comes, or only changes its place in it, has none. */
export const signOf = ({ from, to }: Pick<GrantEntryView, "from" | "to">): "" | "-" =>
  IN_BALANCE.has(from) && !IN_BALANCE.has(to) ? "-" : "";

export type CauseWords = { readonly words: string; readonly href: string | null };

/** What led to an entry, in words, and where one can see it. */
export function causeOf({
  kind,
  cause,
  featureName,
  member,
  reasonCode,
}: Pick<GrantEntryView, "kind" | "cause" | "featureName" | "member" | "reasonCode">): CauseWords {
  const by = member === null ? "" : ` by ${member}`;
  switch (cause?.kind) {
    case "usage": {
      const words = `${featureName ?? "Use"}${by}`;
      return { words, href: `/events/${cause.id}` };
    }
    case "invoice":
      return { words: `${kindName(kind)}, for an invoice`, href: `/invoices/${cause.id}` };
    case "subscription":
      return { words: `${kindName(kind)}, by a subscription`, href: `/subscriptions/${cause.id}` };
    case "hold":
      return { words: `${kindName(kind)} of a hold`, href: `/holds?state=all&hold=${cause.id}` };
  }
  if (kind === "due") return { words: "Time", href: null };
  const what = featureName === null ? kindName(kind) : `${featureName}${by}`;
  const why = reasonCode === null ? "" : `, ${reasonCode.replaceAll("_", " ")}`;
  return { words: `${what}${why}`, href: null };
}
