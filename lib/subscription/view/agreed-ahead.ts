/** What a term of its own changes from its begin, or its end, on: what holds, and what the next bills come to. */
import { priceAtPeriodEnd } from "@/lib/catalog/rules/pricing";
import { type Credits, creditsText, ZERO } from "@/lib/money/credits";
import { decimalText } from "@/lib/money/decimal";
import { moneyText } from "@/lib/money/money";
import { quantityText } from "@/lib/money/quantity";
import type { Billing, BillingAhead } from "../rules/billings-ahead";
import type { PriceOfUse } from "../rules/price-of-use";
import type { AgreedAheadView, PriceOfLotView } from "../schema/override";
import type { UsedOfFeature } from "../store/used-of-feature";

type LotOfUse = {
  readonly used: UsedOfFeature;
  readonly unitPlural: string;
  readonly before: PriceOfUse | null;
  readonly after: PriceOfUse | null;
};

export const billingView = ({
  at,
  before,
  after,
}: BillingAhead): AgreedAheadView["billings"][number] => ({
  at: at.toISOString(),
  invoiced: { before: moneyText(before.invoiced), after: moneyText(after.invoiced) },
  credits: [...new Set([before, after].flatMap(unitsOf))].map((creditUnit) => {
    const both = (part: "given" | "drawn") => ({
      before: textOf(before[part].get(creditUnit)),
      after: textOf(after[part].get(creditUnit)),
    });
    return { creditUnit, given: both("given"), drawn: both("drawn") };
  }),
});

const unitsOf = ({ given, drawn }: Billing) => [...given.keys(), ...drawn.keys()];
const textOf = (credits: Credits = ZERO) => creditsText(credits);

export const lotView = ({
  used,
  unitPlural,
  before,
  after,
}: LotOfUse): NonNullable<AgreedAheadView["use"]> => ({
  quantity: quantityText(used.quantity),
  unitPlural,
  since: used.since.toISOString(),
  before: priceOfLot(before, used),
  after: priceOfLot(after, used),
});

function priceOfLot(price: PriceOfUse | null, used: UsedOfFeature): PriceOfLotView | null {
  if (price === null) return null;
  const amount = decimalText(priceAtPeriodEnd(price.pricing, used));
  return price.unit.kind === "money"
    ? { amount, unit: price.unit.currency, isMoney: true }
    : { amount, unit: price.unit.creditUnit, isMoney: false };
}
