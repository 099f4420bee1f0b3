/** Whether a use is allowed, what it costs and how it stands, as callers are told. */
import { idText } from "@/lib/ids";
import type { Books } from "@/lib/ledger/rules/books";
import type { Outcome } from "@/lib/ledger/rules/command";
import type { MemberStanding } from "@/lib/ledger/rules/member-limit";
import { drawView, figuresView } from "@/lib/ledger/view";
import { type Credits, creditsText, max, minus, plus, sum, ZERO } from "@/lib/money/credits";
import { moneyText, NO_MONEY } from "@/lib/money/money";
import { type Quantity, quantityText } from "@/lib/money/quantity";
import { currencyOf } from "@/lib/rating/rules/rate";
import { isMetered, owedOf, type Standing, type Weighed } from "../reads/weigh-use";
import type { PricedUse } from "../rules/plan-uses";
import type { CheckView } from "../schema/access";
import { entitlementView, left, resetsAt } from "./entitlement";
import { reasonsOf } from "./reasons";

/** Added to the view itself: a copy that is given one field costs V8 seventeen times as much. */
export const checkView = (weighed: Weighed, at: Date): CheckView =>
  Object.assign(viewOfUse(weighed, weighed, at), { reasons: reasonsOf(weighed) });

/** @param standing how it stands, before the use or after it. */
export function viewOfUse(
  { use, decision, outcome, reason, cures }: Weighed,
  standing: Standing,
  at: Date,
): Omit<CheckView, "reasons"> {
  const { used, books, member } = standing;
  const { dropped, overage } = sharesOf(outcome);
  return {
    allowed: reason === null,
    reason,
    featureKey: use.feature.key,
    customerId: idText("cus", use.customer.id),
    quantity: quantityText(use.quantity),
    cost: creditsText(costOf(decision, outcome)),
    creditUnit: use.creditUnit,
    money: moneyView({ use, decision, outcome }),
    dropped,
    overage,
    entitlement: entitlementView({ terms: use.terms, isMetered: isMetered(use), used, at }),
    limit: memberLimitView(outcome) ?? limitView(use, used, at) ?? standingLimitView(member),
    balances: balancesOf(books, use.creditUnit),
    wouldDraw: reason === null && outcome.ok ? outcome.draws.map(drawView) : [],
    cures: [...cures],
  };
}

/** Of a price in money: what the wallets cover. */
const costOf = ({ credits, money }: Weighed["decision"], outcome: Outcome): Credits =>
  money === NO_MONEY ? credits : sum(drawnBy(outcome));

const drawnBy = (outcome: Outcome) => (outcome.ok ? outcome.parts.map(({ drawn }) => drawn) : []);

function moneyView(weighed: Pick<Weighed, "use" | "decision" | "outcome">): CheckView["money"] {
  const { use, decision } = weighed;
  const currency = use.price && currencyOf(use.price);
  if (currency === null) return null;
  const owed = moneyText(owedOf(weighed));
  return { currency, cost: moneyText(decision.money), owed };
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
