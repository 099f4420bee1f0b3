/** The chain of reasons behind the answer of a check: step by step, up to the one that refuses. */
import { idText } from "@/lib/ids";
import type { Wallet } from "@/lib/ledger/rules/books";
import type { Draw, Outcome, Refusal } from "@/lib/ledger/rules/command";
import { creditsText, nanocredits } from "@/lib/money/credits";
import { creditWords, formatCredits, formatMoney, rateWords } from "@/lib/money/format";
import { type Money, moneyText, NO_MONEY } from "@/lib/money/money";
import { type Quantity, quantityText } from "@/lib/money/quantity";
import { currencyOf } from "@/lib/rating/rules/rate";
import { dayWords } from "@/lib/time/day-words";
import { isMetered, owedOf, type Weighed } from "../reads/weigh-use";
import type { CheckReason } from "../schema/access";
import { left } from "./entitlement";

type Step = Omit<CheckReason, "subjectId"> & { readonly subjectId?: string };

/** Every step is passed exactly if the use is allowed; what comes after a refusal is not asked. */
export function reasonsOf(weighed: Weighed): CheckReason[] {
  const steps = [customerStep(weighed), ...planSteps(weighed), accessStep(weighed)];
  if (isMetered(weighed.use)) steps.push(...unitSteps(weighed), ...creditSteps(weighed));
  const refusing = steps.findIndex(({ ok }) => !ok);
  const asked = refusing < 0 ? steps : steps.filter((_, place) => place <= refusing);
  // All wallets together are short: each of them is told of.
  const isShort = steps[refusing]?.step === "balance";
  const others = isShort ? steps.slice(refusing + 1).filter(isBalance) : [];
  return [...asked, ...others].map(reasonOf);
}

const reasonOf = ({ step, ok, text, subjectId }: Step): CheckReason => ({
  step,
  ok,
  text,
  subjectId: subjectId ?? null,
});

const isBalance = ({ step }: Step) => step === "balance";

const customerStep = ({ use }: Weighed): Step => ({
  step: "customer",
  ok: true,
  text: "The customer is known",
  subjectId: idText("cus", use.customer.id),
});

function planSteps({ use, reason }: Weighed): Step[] {
  const { plans, customer } = use;
  if (plans.length === 0) {
    const isNeeded = reason === "not_entitled";
    return [{ step: "subscription", ok: !isNeeded, text: "No subscription runs" }];
  }
  return plans.map(({ subscriptionId, planName, periodEnd }) => ({
    step: "subscription",
    ok: true,
    text: `${planName} runs, in a period until ${dayWords(periodEnd, customer.zone)}`,
    subjectId: idText("sub", subscriptionId),
  }));
}

function accessStep({ use, reason }: Weighed): Step {
  const { plans, feature, terms } = use;
  const listing = plans.find(({ lists }) => lists === true);
  const taking = plans.find(({ lists }) => lists === false);
  const ok = reason !== "not_entitled";
  const by = (one: typeof listing) => (one ? { subjectId: idText("plan", one.planId) } : {});
  if (terms.access.isAllowed && listing) {
    const values = terms.access.staticValues.join(", ");
    const value = values === "" ? "" : `, with the value ${values}`;
    const text = `${listing.planName} lists ${feature.name}${value}`;
    return { step: "access", ok, text, ...by(listing) };
  }
  if (taking) {
    const text = `${taking.planName} takes ${feature.name} away`;
    return { step: "access", ok, text, ...by(taking) };
  }
  const unlisted = plans.length > 0 ? `No plan lists ${feature.name}` : "No plan is needed";
  if (ok) return { step: "access", ok, text: `${unlisted}: it is open to whoever pays its price` };
  const lack = terms.price === null ? "it has no price" : "having a price does not open it";
  return { step: "access", ok, text: `No plan lists ${feature.name}, and ${lack}` };
}

/** What of it is free, and how far it may go at all. */
function unitSteps(weighed: Weighed): Step[] {
  const { use, decision, used } = weighed;
  const { included, ceiling } = use.allowance;
  if (decision.linkedEventId !== null) {
    return [{ step: "charge_once", ok: true, text: "Charged before for the same: free now" }];
  }
  if (!use.plans.some(({ lists }) => lists)) return [];
  const whose = whoseOf(weighed);
  const free =
    included === 0n
      ? "No units are included"
      : `${told(left(included, used))} of ${units(weighed, included)} included are left${whose}; this use takes ${told(decision.included)}`;
  const steps: Step[] = [{ step: "included", ok: true, text: free }];
  if (ceiling === null) return [...steps, { step: "ceiling", ok: true, text: "No limit" }];
  const reached = `${told(used)} of at most ${units(weighed, ceiling)} used${whose}`;
  const beyond = `; ${told(decision.added)} more go beyond`;
  const ok = !decision.isBeyondCeiling;
  return [...steps, { step: "ceiling", ok, text: ok ? reached : `${reached}${beyond}` }];
}

/** Units that are counted apart are one member's, or one value's. */
function whoseOf({ use }: Weighed): string {
  const split = use.usedCounter?.split;
  return split ? ` for ${split}` : "";
}

function creditSteps(weighed: Weighed): Step[] {
  const { decision, outcome } = weighed;
  const price: Step = { step: "price", ok: true, text: priceText(weighed) };
  if (decision.money !== NO_MONEY) return [price, ...moneySteps(weighed)];
  if (outcome.ok && decision.credits <= 0n) return [price];
  const refusal = outcome.ok ? null : outcome.refusal;
  if (refusal?.code === "limit_reached") return [price, limitStep(refusal, weighed)];
  return [price, ...balanceSteps(weighed), ...drawSteps(weighed)];
}

function priceText({ use, decision }: Weighed): string {
  const { price } = use;
  const { billable, credits } = decision;
  if (price === null) return "It has no price: nothing is taken";
  if (billable === 0n) return "Nothing of it is billed";
  const what = `${units({ use }, billable)} billed`;
  const currency = currencyOf(price);
  if (currency !== null) return `${what}: ${moneyWords(decision.money, currency)}`;
  if (price.settle === "invoice") return `${what}: left to the invoice`;
  const unit = use.creditUnit ?? "credits";
  const back = credits < 0n ? `gives ${amount(nanocredits(-credits))} ${unit} back` : null;
  const each =
    price.pricing.model === "PER_UNIT" && price.unit.kind === "credits"
      ? ` at ${rateWords(amount(nanocredits(price.pricing.unitAmount)), use.feature.unitSingular)}`
      : "";
  return `${what}${each}: ${back ?? creditWords(creditsText(credits), unit)}`;
}

const moneyWords = (money: Money, currency: string) => formatMoney(moneyText(money), currency);

/** Wallets pay what they can; the rest is invoiced, so it is no reason to refuse. */
function moneySteps(weighed: Weighed): Step[] {
  const { outcome, use } = weighed;
  if (!outcome.ok) {
    const { refusal } = outcome;
    return refusal.code === "limit_reached" ? [limitStep(refusal, weighed)] : [];
  }
  const owed = owedOf(weighed);
  const currency = use.price && currencyOf(use.price);
  if (owed === NO_MONEY || currency === null) return drawSteps(weighed);
  const text = `${moneyWords(owed, currency)} is left to the invoice of the period`;
  return [...drawSteps(weighed), { step: "invoice", ok: true, text }];
}

function limitStep(refusal: Extract<Refusal, { code: "limit_reached" }>, { use }: Weighed): Step {
  const { limit, used, required } = refusal;
  const stands = `${amount(used)} of at most ${amount(limit)} ${use.creditUnit ?? "credits"}`;
  const needs = `; ${amount(required)} more go beyond`;
  return refusal.scope === "member"
    ? { step: "member_limit", ok: false, text: `${refusal.member} used ${stands}${needs}` }
    : { step: "overage_limit", ok: false, text: `${stands} owed${needs}` };
}

function balanceSteps({ use, books, outcome }: Weighed): Step[] {
  const unit = use.creditUnit ?? "credits";
  const { ok } = outcome;
  const wallets = [...books.wallets.values()].filter(
    (wallet) => wallet.creditUnit === unit && wallet.status !== "CLOSED",
  );
  if (wallets.length === 0) return [{ step: "balance", ok, text: `No wallet holds ${unit}` }];
  return wallets.map((wallet) => ({
    step: "balance",
    ok,
    text: `${amount(wallet.available)} ${unit} available${standsBack(wallet, use)}${shortBy(outcome)}`,
    subjectId: idText("wal", wallet.id),
  }));
}

function standsBack(wallet: Wallet, { feature }: Weighed["use"]): string {
  if (wallet.status === "FROZEN") return ", but frozen";
  const pays = wallet.featureIds.length === 0 || wallet.featureIds.includes(feature.id);
  return pays ? "" : `, but not for ${feature.name}`;
}

const shortBy = (outcome: Outcome) =>
  !outcome.ok && outcome.refusal.code === "insufficient_credits"
    ? `; ${amount(outcome.refusal.shortfall)} short in all`
    : "";

function drawSteps({ outcome, books, use }: Weighed): Step[] {
  if (!outcome.ok) return [];
  const unit = use.creditUnit ?? "credits";
  const name = ({ grantId }: Draw) => books.grants.get(grantId)?.name ?? "a grant";
  return outcome.draws.map((draw) => ({
    step: "draw",
    ok: true,
    text: `Would draw ${amount(draw.amount)} ${unit} from ${name(draw)}`,
    subjectId: idText("grt", draw.grantId),
  }));
}

const amount = (credits: Wallet["available"]) => formatCredits(creditsText(credits));
const told = (quantity: Quantity) => formatCredits(quantityText(quantity));

function units({ use: { feature } }: Pick<Weighed, "use">, quantity: Quantity): string {
  const text = told(quantity);
  const name = text === "1" ? feature.unitSingular || "unit" : feature.unitPlural || "units";
  return `${text} ${name}`;
}
