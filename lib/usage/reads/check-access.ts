/** May this customer use that feature now, what would it cost, and if not: why not. */
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { findClockTimesByExternalId } from "@/lib/customer/reads/clock";
import { atInstant, readSql } from "@/lib/db/transact";
import { type Cure, notFound } from "@/lib/errors";
import { idText } from "@/lib/ids";
import { previewOnBooks } from "@/lib/ledger/preview";
import type { Books } from "@/lib/ledger/rules/books";
import type { DebitCommand, Outcome } from "@/lib/ledger/rules/command";
import { drawView, figuresView } from "@/lib/ledger/view";
import { type Credits, creditsText, plus, ZERO } from "@/lib/money/credits";
import { NOTHING_USED, type Quantity, quantityText } from "@/lib/money/quantity";
import { decideUse, type UseDecision } from "../rules/decide-use";
import { type PricedUse, priceUse } from "../rules/plan-uses";
import type { CheckInput, CheckView } from "../schema/access";
import { loadCounters } from "../store/counters";
import { loadCustomerFacts } from "../store/customer-facts";
import { findCuringPack } from "../store/packs";
import { entitlementView, left, resetsAt } from "../view/entitlement";

const tx = { sql: readSql };

/**
 * Advice, not a promise: the debit decides. A refusal is an answer here, not an error.
 *
 * @throws DomainError `not_found` for an unknown customer or feature.
 */
export async function checkAccess(asking: Context, input: CheckInput): Promise<CheckView> {
  const { externalCustomerId } = input;
  const clocks = await findClockTimesByExternalId(asking, [externalCustomerId]);
  const ctx = atInstant(asking, clocks.get(externalCustomerId) ?? asking.at);
  const use = await askedUse(ctx, input);
  const keys = [use.usedCounter, use.priceCounter].filter((key) => key !== null);
  const counters = await loadCounters(tx, keys);
  const used = (use.usedKey && counters.get(use.usedKey)?.quantity) || NOTHING_USED;
  const decision = decideUse(counters, use);
  const { outcome, books } = await previewOnBooks(ctx, commandOf(ctx, use, decision, input));
  const reason = reasonOf(use, decision, outcome);
  return {
    allowed: reason === null,
    reason,
    featureKey: use.feature.key,
    customerId: idText("cus", use.customer.id),
    quantity: quantityText(input.quantity),
    cost: creditsText(decision.credits),
    creditUnit: use.creditUnit,
    ...sharesOf(outcome),
    entitlement: entitlementView({ ...use, isMetered: isMetered(use), used, at: ctx.at }),
    limit: limitView(use, used, ctx.at),
    balances: balancesOf(books, use.creditUnit),
    wouldDraw: reason === null && outcome.ok ? outcome.draws.map(drawView) : [],
    cures: await curesFor(ctx, { reason, outcome, use }),
  };
}

async function askedUse(ctx: Context, input: CheckInput): Promise<PricedUse> {
  const { externalCustomerId, featureKey, quantity, member, properties } = input;
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const feature = catalog.featuresByKey.get(featureKey);
  if (!feature || feature.isArchived) throw notFound("feature", featureKey);
  const customers = await loadCustomerFacts(tx, ctx.organizationId, {
    externalIds: [externalCustomerId],
    since: ctx.at,
  });
  const customer = customers.get(externalCustomerId);
  if (!customer) throw notFound("customer", externalCustomerId);
  const moment = { countedAt: ctx.at, member: member || null, properties };
  const use = priceUse(feature, quantity, { moment, customer, catalog });
  return { ...use, creditUnit: use.creditUnit ?? catalog.defaultCreditUnit };
}

const isMetered = ({ feature }: PricedUse) => feature.type === "METERED";

function commandOf(
  ctx: Context,
  use: PricedUse,
  { credits }: UseDecision,
  { member }: CheckInput,
): DebitCommand {
  return {
    kind: "debit",
    customerId: use.customer.id,
    reference: "check",
    walletId: null,
    creditUnit: use.creditUnit ?? "",
    featureId: use.feature.id,
    member: member || null,
    groupId: null,
    parts: [{ eventId: null, at: ctx.at, amount: isMetered(use) ? credits : ZERO }],
  };
}

function reasonOf(use: PricedUse, decision: UseDecision, outcome: Outcome): CheckView["reason"] {
  if (!use.terms.access.isAllowed) return "not_entitled";
  if (!isMetered(use)) return null;
  if (decision.isBeyondCeiling) return "limit_reached";
  if (outcome.ok) return null;
  return outcome.refusal.code === "limit_reached" ? "limit_reached" : "insufficient_credits";
}

function sharesOf(outcome: Outcome): Pick<CheckView, "dropped" | "overage"> {
  const parts = outcome.ok ? outcome.parts : [];
  const total = (read: (part: (typeof parts)[number]) => Credits) =>
    creditsText(parts.map(read).reduce(plus, ZERO));
  return { dropped: total((part) => part.dropped), overage: total((part) => part.overage) };
}

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

type Refused = {
  readonly reason: CheckView["reason"];
  readonly outcome: Outcome;
  readonly use: PricedUse;
};

/** A top-up of what is missing, and the cheapest pack that covers it. */
async function curesFor(ctx: Context, { reason, outcome, use }: Refused): Promise<Cure[]> {
  if (reason === "limit_reached") return [{ kind: "raise_limit" }];
  if (reason !== "insufficient_credits" || outcome.ok) return [];
  if (outcome.refusal.code !== "insufficient_credits") return [];
  const { shortfall, cures } = outcome.refusal;
  const creditUnit = use.creditUnit ?? "";
  const pack = await findCuringPack(tx, ctx.organizationId, { creditUnit, shortfall });
  return pack ? [...cures, pack] : [...cures];
}
