/** Why a batch of all or nothing came to nothing, told for the whole of it and item by item. */
import { type Cure, DomainError, type ItemFit } from "@/lib/errors";
import { type Credits, creditsText, max, minus, plus, sum, ZERO } from "@/lib/money/credits";
import type { Outcome, Refusal } from "../rules/command";
import type { BatchInput, BatchItem } from "../schema/wallet-commands";
import { refusalOf } from "../view";

type Fit = { readonly available: Credits; readonly code: string | null };

/** @param outcomes what each item met, on the books as those before it left them. */
export function batchRefusal(input: BatchInput, outcomes: readonly Outcome[]): DomainError {
  const other = outcomes.findIndex((outcome) => !outcome.ok && !isShortage(outcome.refusal));
  const outcome = outcomes[other];
  if (outcome && !outcome.ok) return itemRefusal(input, other, outcome.refusal);

  const fits = input.items.map((item, index) => fitOf(item, outcomes[index]));
  const required = sum(input.items.map(({ amount }) => amount));
  const available = availableOf(input.items, fits);
  const shortfall = max(minus(required, available), ZERO);
  return new DomainError("insufficient_credits", "The credits do not suffice for all of it", {
    required: creditsText(required),
    available: creditsText(available),
    shortfall: creditsText(shortfall),
    cures: curesOf(input.items, shortfall),
    items: fits.map((fit, index) => itemFit(input.items[index] as BatchItem, fit, index)),
  });
}

/** More credits would help; not against the limit of a member. */
const isShortage = (refusal: Refusal) =>
  refusal.code === "insufficient_credits" ||
  (refusal.code === "limit_reached" && refusal.scope !== "member");

/** An item that more credits would not help: told as it would be alone, with its place. */
function itemRefusal({ reference }: BatchInput, index: number, refusal: Refusal): DomainError {
  if (refusal.code === "idempotency_conflict") return refusalOf({ ...refusal, reference });
  const { code, message, details } = refusalOf(refusal);
  return new DomainError(code, `Item ${index}: ${message}`, details);
}

/** What a wallet would drop does not fit: a batch takes all. */
function fitOf({ amount }: BatchItem, outcome: Outcome | undefined): Fit {
  if (outcome?.ok) {
    const dropped = sum(outcome.parts.map((part) => part.dropped));
    const isWhole = dropped === ZERO;
    return { available: minus(amount, dropped), code: isWhole ? null : "insufficient_credits" };
  }
  const refusal = outcome?.refusal;
  if (refusal === undefined || !("available" in refusal)) return { available: ZERO, code: null };
  return { available: refusal.available, code: refusal.code };
}

/** Of each target: what the fitting items take, and what the others would still find. */
function availableOf(items: readonly BatchItem[], fits: readonly Fit[]): Credits {
  const found = new Map<string, { taken: Credits; left: Credits }>();
  for (const [index, { target, featureId }] of items.entries()) {
    const { available, code } = fits[index] as Fit;
    const key = JSON.stringify([target, featureId]);
    const { taken, left } = found.get(key) ?? { taken: ZERO, left: ZERO };
    if (code === null) found.set(key, { taken: plus(taken, available), left });
    else found.set(key, { taken, left: max(left, available) });
  }
  return sum([...found.values()].map(({ taken, left }) => plus(taken, left)));
}

/** One customer can buy what is missing; several cannot in one go. */
function curesOf(items: readonly BatchItem[], shortfall: Credits): Cure[] {
  const targets = new Set(items.map(({ target }) => JSON.stringify(target)));
  if (targets.size > 1 || shortfall === ZERO) return [];
  return [{ kind: "top_up", credits: creditsText(shortfall) }];
}

const itemFit = ({ amount }: BatchItem, { available, code }: Fit, index: number): ItemFit => ({
  index,
  fits: code === null,
  code,
  required: creditsText(amount),
  available: creditsText(available),
  shortfall: creditsText(code === null ? ZERO : max(minus(amount, available), ZERO)),
});
