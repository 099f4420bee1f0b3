/** One feature's share of an event, as the event keeps it. */
import { creditsText, nanocredits, ZERO } from "@/lib/money/credits";
import { parseDecimal } from "@/lib/money/decimal";
import { moneyText, nanomoney } from "@/lib/money/money";
import { nanounits, quantityText } from "@/lib/money/quantity";
import type { ConcludedUse } from "../rules/conclude-event";

export const useJson = (use: ConcludedUse) => ({
  feature_id: use.featureId,
  quantity: quantityText(use.quantity),
  value: use.value === null ? null : quantityText(use.value),
  total: use.total && {
    before: quantityText(use.total.before),
    after: quantityText(use.total.after),
  },
  included: quantityText(use.included),
  billable: quantityText(use.billable),
  credits: creditsText(use.credits),
  credits_back: creditsText(use.creditsBack),
  dropped: creditsText(use.dropped),
  refused_credits: creditsText(use.refusedCredits),
  money: use.money && {
    currency: use.money.currency,
    cost: moneyText(use.money.cost),
    owed: moneyText(use.money.owed),
    back: moneyText(use.money.back),
    noted: moneyText(use.money.noted),
  },
  price: use.price && {
    source: use.price.source,
    id: use.price.id,
    split_value: use.price.splitValue,
  },
  transaction_id: use.transactionId,
  offset: creditsText(use.offset),
  taken: use.isTaken,
  linked_event_id: use.linkedEventId,
  code: use.code,
});

type Later = "value" | "total" | "linked_event_id" | "credits_back" | "money";

/** What came later is missing in events of before it was kept. */
export type UseJson = Omit<ReturnType<typeof useJson>, Later> &
  Partial<Pick<ReturnType<typeof useJson>, Later>>;

const amount = (text: string) => parseDecimal(text) ?? 0n;

export const useFromJson = (json: UseJson): ConcludedUse => ({
  featureId: json.feature_id,
  quantity: nanounits(amount(json.quantity)),
  value: json.value ? nanounits(amount(json.value)) : null,
  total: json.total
    ? {
        before: nanounits(amount(json.total.before)),
        after: nanounits(amount(json.total.after)),
      }
    : null,
  included: nanounits(amount(json.included)),
  billable: nanounits(amount(json.billable)),
  credits: nanocredits(amount(json.credits)),
  creditsBack: json.credits_back ? nanocredits(amount(json.credits_back)) : ZERO,
  dropped: nanocredits(amount(json.dropped)),
  refusedCredits: nanocredits(amount(json.refused_credits)),
  money: json.money
    ? {
        currency: json.money.currency,
        cost: nanomoney(amount(json.money.cost)),
        owed: nanomoney(amount(json.money.owed)),
        back: nanomoney(amount(json.money.back)),
        noted: nanomoney(amount(json.money.noted)),
      }
    : null,
  price: json.price && {
    source: json.price.source,
    id: json.price.id,
    splitValue: json.price.split_value,
  },
  transactionId: json.transaction_id,
  offset: nanocredits(amount(json.offset)),
  isTaken: json.taken,
  linkedEventId: json.linked_event_id ?? null,
  code: json.code,
});
