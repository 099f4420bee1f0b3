import type { GrantId } from "@/lib/ids";
import { type Credits, ZERO } from "@/lib/money/credits";
import { GRANT_ACCOUNTS, type GrantAccount } from "./books";
import type { GrantTerms } from "./terms";

/** A grant with its terms and nothing in any account yet. */
export function emptyGrant<Terms extends GrantTerms>(id: GrantId, terms: Terms) {
  const accounts = Object.fromEntries(GRANT_ACCOUNTS.map((account) => [account, ZERO])) as Record<
    GrantAccount,
    Credits
  >;
  return { ...terms, ...accounts, cut: ZERO, id, isVoided: false, life: terms.life ?? null };
}
