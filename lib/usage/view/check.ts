/** Whether a use is allowed, what it costs and how it stands, as callers are told. */
import { idText } from "@/lib/ids";
import type { Books } from "@/lib/ledger/rules/books";
import type { Outcome } from "@/lib/ledger/rules/command";
import type { MemberStanding } from "@/lib/ledger/rules/member-limit";
import { drawView, figuresView } from "@/lib/ledger/view";
import { type Credits, creditsText, max, minus, plus, ZERO } from "@/lib/money/credits";
import { type Quantity, quantityText } from "@/lib/money/quantity";
import { isMetered, type Standing, type Weighed } from "../reads/weigh-use";
import type { PricedUse } from "../rules/plan-uses";
import type { CheckView } from "../schema/access";
import { entitlementView, left, resetsAt } from "./entitlement";
import { reasonsOf } from "./reasons";

export const checkView = (weighed: Weighed, at: Date): CheckView => ({
  ...viewOfUse(weighed, weighed, at),
  reasons: reasonsOf(weighed),
});

/** @param standing how it stands, before the use or after it. */
export function viewOfUse(
  { use, decision, outcome, reason, cures }: Weighed,
  standing: Standing,
  at: Date,
): Omit<CheckView, "reasons"> {
  const { used, books, member } = standing;
  return {
    allowed: reason === null,
    reason,
    featureKey: use.feature.key,
    customerId: idText("cus", use.customer.id),
    quantity: quantityText(use.quantity),
    cost: creditsText(decision.credits),
    creditUnit: use.creditUnit,
    ...sharesOf(outcome),
    entitlement: entitlementView({ ...use, isMetered: isMetered(use), used, at }),
    limit: memberLimitView(outcome) ?? limitView(use, used, at) ?? standingLimitView(member),
    balances: balancesOf(books, use.creditUnit),
    wouldDraw: reason === null && outcome.ok ? outcome.draws.map(drawView) : [],
    cures: [...cures],
  };
}

function sharesOf(outcome: Outcome): Pick<CheckView, "dropped" | "overage"> {
  const parts = outcome.ok ? outcome.parts : [];
  const total = (read: (part: (typeof parts)[number]) => Credits) =>
    creditsText(parts.map(read).reduce(plus, ZERO));
  return { dropped: total((part) => part.dropped), overage: total((part) => part.overage) };
}

/** In credits; it is told where it stands in the way. */
function memberLimitView(outcome: Outcome): CheckView["limit"] {
  if (outcome.ok || outcome.refusal.code !== "limit_reached") return null;
  if (outcome.refusal.scope !== "member") return null;
  const { scope, limit, used, available, resetsAt: at } = outcome.refusal;
  return {
    scope,
    limit: creditsText(limit),
    used: creditsText(used),
    remaining: creditsText(available),
    resetsAt: at.toISOString(),
  };
}

/** A member's limit that stands, with nothing in its way. */
const standingLimitView = (member: MemberStanding | null): CheckView["limit"] =>
  member && {
    scope: "member",
    limit: creditsText(member.limit),
    used: creditsText(member.used),
    remaining: creditsText(max(minus(member.limit, member.used), ZERO)),
    resetsAt: member.resetsAt.toISOString(),
  };

function limitView(use: PricedUse, used: Quantity, at: Date): CheckView["limit"] {
  const { ceiling } = use.allowance;
  if (ceiling === null || !isMetered(use)) return null;
  return {
    scope: "feature",
    limit: quantityText(ceiling),
    used: quantityText(used),
    remaining: quantityText(left(ceiling, used)),
    resetsAt: resetsAt(use.terms, at)?.toISOString() ?? null,
  };
}

const balancesOf = ({ wallets }: Books, creditUnit: string | null): CheckView["balances"] =>
  [...wallets.values()]
    .filter((wallet) => wallet.creditUnit === creditUnit && wallet.status !== "CLOSED")
    .map((wallet) => ({ walletId: idText("wal", wallet.id), ...figuresView(wallet) }));
