import type { GrantView } from "@/lib/ledger/schema/wallet";
import { isSome } from "@/lib/report/schema/standing";
import type { CustomerRights } from "../../_components/rights";

type Deed = {
  readonly label: string;
  readonly right: keyof CustomerRights;
  readonly isFor: (grant: GrantView) => boolean;
  readonly tone?: "danger";
};

const isUnspent = ({ available, pending }: GrantView) => isSome(available) || isSome(pending);

/** What can be done to a grant, in the order of its menu; the names stand in the address as `do=`. */
export const GRANT_DEEDS = {
  extend: {
    label: "Extend…",
    right: "manage",
    // What never ends cannot end later; what waits for a payment has no credits to move yet.
    isFor: (grant) => isUnspent(grant) && grant.expiresAt !== null && !grant.isAwaitingPayment,
  },
  transfer: {
    label: "Transfer…",
    right: "manage",
    isFor: ({ available }) => isSome(available),
  },
  "void-grant": {
    label: "Void…",
    right: "reverse",
    isFor: (grant) => isUnspent(grant) || isSome(grant.held),
    tone: "danger",
  },
} as const satisfies Record<string, Deed>;

export type GrantDeed = keyof typeof GRANT_DEEDS;

/** The deed that the address names, if it is one of a grant: other deeds stand under the same key. */
export const grantDeed = (name: string | null): GrantDeed | undefined =>
  name !== null && Object.hasOwn(GRANT_DEEDS, name) ? (name as GrantDeed) : undefined;

/** What is offered of a grant to somebody with these rights. */
export const deedsFor = (
  grant: GrantView,
  rights: CustomerRights,
): readonly (readonly [GrantDeed, Deed])[] =>
  Object.entries(GRANT_DEEDS as Record<GrantDeed, Deed>)
    .filter(([, { right, isFor }]) => rights[right] && isFor(grant))
    .map(([name, deed]) => [name as GrantDeed, deed]);
