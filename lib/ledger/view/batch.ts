/** Why a batch of all or nothing came to nothing, told for the whole of it and item by item. */
import { type Cure, DomainError, type ItemFit } from "@/lib/errors";
import { type Credits, creditsText, max, minus, plus, sum, ZERO } from "@/lib/money/credits";
import type { Unfit } from "../post-all";
import { drawnBy, isShortage } from "../rest-of-credits";
import type { Outcome, Refusal } from "../rules/command";
import type { BatchInput, BatchItem } from "../schema/wallet-commands";
import { refusalOf } from "../view";

type Fit = { readonly available: Credits; readonly code: string | null };

/** @param unfit what each item met, on the books as those before it left them. */
export function batchRefusal(input: BatchInput, unfit: Unfit): DomainError {
  const { outcomes } = unfit;
  const other = outcomes.findIndex((outcome) => !outcome.ok && !isShortage(outcome.refusal));
  const outcome = outcomes[other];
  if (outcome && !outcome.ok) return itemRefusal(input, other, outcome.refusal);

  const fits = input.items.map((item, index) => fitOf(item, outcomes[index]));
  const required = sum(input.items.map(({ amount }) => amount));
  const available = availableOf(unfit);
  const shortfall = max(minus(required, available), ZERO);
  return new DomainError("insufficient_credits", "The credits do not suffice for all of it", {
    required: creditsText(required),
    available: creditsText(available),
    shortfall: creditsText(shortfall),
    cures: curesOf(input.items, shortfall),
    items: fits.map((fit, index) => itemFit(input.items[index] as BatchItem, fit, index)),
  });
}

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

/** What grants pay of what fits, and what is left of them then for the others, one after the other. */
const availableOf = ({ outcomes, rest }: Unfit): Credits =>
  plus(sum(outcomes.map(drawnBy)), sum([...rest.values()].map(drawnBy)));

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
