/** What people do to a subscription, as the oracle understands it: all but time and use. */
import type { Act } from "./dice";
import { least, total } from "./exact";
import type { Life } from "./life";
import { closingLines, givenBack, replacedBy, usedAhead } from "./settling";
import { charged, type Mode, type PlanTerms } from "./terms";

type Of<Kind extends Act["kind"]> = Extract<Act, { readonly kind: Kind }>;

const DAY = 86_400_000;

export function doInLife(life: Life, act: Act, plans: readonly PlanTerms[]): void {
  const contract = life.contracts.at(-1);
  const endOf = (days: number | null) => (days === null ? null : life.now + days * DAY);
  switch (act.kind) {
    case "pay":
      for (const invoice of life.invoices) life.paid.add(invoice);
      break;
    case "cancel now":
      cancelNow(life, act);
      break;
    case "add-ons":
      setAddOns(life, act.count);
      break;
    case "pieces":
      setPieces(life, act.count);
      break;
    case "agree":
      contract?.agree({ ...act, since: life.now, until: endOf(act.days) });
      break;
    case "pause":
      pause(life, endOf(act.days));
      break;
    case "change":
      agreeChange(life, act, plans);
      break;
    case "cancel at end":
    case "reactivate":
      endAtPeriodEnd(life, act.kind === "cancel at end");
      break;
    case "resume":
      life.resume();
      break;
    case "call off":
      life.scheduled = null;
  }
}

/** More of it comes at once, in full; less with the next period. */
function setAddOns(life: Life, count: number): void {
  const contract = life.running();
  const more = count - contract.addOns;
  contract.nextAddOns = count;
  if (more <= 0) return;
  life.purse.give(contract.gives.more(more, life.now));
  contract.addOns = count;
  life.invoice(life.now, [life.addOn.fee * BigInt(more)]);
}

function setPieces(life: Life, count: number): void {
  const contract = life.running();
  const { plan, pieces } = contract;
  contract.nextPieces = count;
  if (count <= pieces) return;
  const more = charged(plan, count) - charged(plan, pieces);
  contract.pieces = count;
  life.invoice(life.now, [contract.held("fee", plan.fee, life.now) * more]);
}

function pause(life: Life, until: number | null): void {
  const contract = life.running();
  contract.state = "paused";
  contract.pausedAt = life.now;
  contract.resumesAt = until;
}

function endAtPeriodEnd(life: Life, isToEnd: boolean): void {
  const contract = life.running();
  contract.endsAt = isToEnd ? contract.period.to : null;
  if (isToEnd) life.scheduled = null;
}

/** Unused time is given back where that is agreed, and of what was paid of the invoice that asked for it. */
function cancelNow(life: Life, { keeps, credits }: Of<"cancel now">): void {
  const { purse, now } = life;
  const contract = life.running();
  const { askedBy, index } = contract;
  const replaced = replacedBy(purse, contract, now);
  const back = credits ? total(givenBack(contract, now, replaced)) : 0n;
  const paid = askedBy && life.paid.has(askedBy) ? askedBy.total : 0n;
  const ahead = usedAhead(contract, now, keeps ? null : replaced);
  life.invoice(now, [...closingLines(purse, contract), ...ahead, -least(back, paid)]);
  const ofPlan = purse.grants.filter(({ origin }) => origin.subscription === index);
  if (!keeps) for (const grant of ofPlan) purse.void(grant);
  contract.state = "ended";
  life.scheduled = null;
}

function agreeChange(
  life: Life,
  { plan: name, mode, isNow }: Of<"change">,
  plans: readonly PlanTerms[],
): void {
  const plan = plans.find((one) => one.name === name);
  if (!plan) throw new RangeError(`no plan ${name}`);
  if (isNow) change(life, plan, mode);
  else life.scheduled = { plan, mode };
}

/** SEMANTICS 8.6. */
function change(life: Life, plan: PlanTerms, mode: Mode): void {
  const { purse, now } = life;
  const old = life.running();
  const keeps = mode === "keep";
  const replaced = replacedBy(purse, old, now);
  life.invoice(now, closingLines(purse, old));
  const ahead = usedAhead(old, now, keeps ? null : replaced);
  const back = keeps ? [] : givenBack(old, now, replaced).map((amount) => -amount);
  if (!keeps) for (const grant of replaced.family) purse.void(grant);
  old.state = "ended";
  life.scheduled = null;
  // What begins anew within a month has an anchor of its own.
  const next = life.follow(plan, now, mode === "prorate" ? old.at.cycle : "anniversary");
  if (mode === "prorate") next.takeOver(old, now);
  else next.begin(next.line, now);
  life.open(next, now, [...ahead, ...back]);
}
