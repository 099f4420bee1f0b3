/** What a charge says, field by field. */
import type { PlanVersionView } from "@/lib/catalog/schema/plan";
import { formatCredits, formatMoney } from "@/lib/money/format";
import { lifeFields } from "./life-lines";
import type { LineField } from "./line-field";
import { MODEL_WORDS, periodWord } from "./plan-words";

type Charge = PlanVersionView["charges"][number];
type Of<Kind> = Extract<Charge, { kind: Kind }>;

export function chargeFields(
  charge: Charge,
  { currency, names }: { currency: string; names: ReadonlyMap<string, string> },
): readonly LineField[] {
  switch (charge.kind) {
    case "RECURRING":
      return feeFields(charge, currency);
    case "CREDITS":
      return [
        ...charge.tiers.map(
          ({ credits, price }, place): LineField => [
            `Tier ${place + 1}`,
            `${formatCredits(credits)} ${charge.creditUnit} for ${formatMoney(price, currency)}`,
          ],
        ),
        ...askedFields(charge),
        ["Credits come", sharedWords(charge)],
        ...lifeFields(charge.gives, charge.period, names),
      ];
    case "USAGE":
      return usageFields(charge, currency);
  }
}

const sharedWords = ({ cadence, period }: Of<"CREDITS">): string =>
  cadence === "MONTHLY" && period !== "MONTHLY"
    ? "each month, in equal shares"
    : "all at the start of the period";

const askedFields = ({ period, invoiceCadence, trialDays }: Of<"RECURRING"> | Of<"CREDITS">) => [
  ["Every", periodWord(period)] as const,
  ["Invoiced", invoiceCadence === "ADVANCE" ? "in advance" : "afterwards"] as const,
  ...(trialDays > 0 ? [["Trial", `${trialDays} days`] as const] : []),
];

function feeFields(charge: Of<"RECURRING">, currency: string): readonly LineField[] {
  const { creditUnit, quantity, freeQuantity, onShortage } = charge;
  const fields: LineField[] = [
    ["Amount", priceText(charge.amount, creditUnit, currency)],
    ...askedFields(charge),
  ];
  if (quantity !== 1) fields.push(["Pieces", String(quantity)]);
  if (freeQuantity > 0) fields.push(["Of them free", String(freeQuantity)]);
  if (creditUnit !== null) {
    const becomes = onShortage === "SUSPEND" ? "the item is suspended" : "they become overage";
    fields.push(["Too few credits", becomes]);
  }
  return fields;
}

function usageFields(charge: Of<"USAGE">, currency: string): readonly LineField[] {
  const price = (text: string) => priceText(text, charge.creditUnit, currency);
  const optional: readonly (readonly [string, string | null])[] = [
    ["Price", charge.model === "PERCENTAGE" ? null : charge.amount && price(charge.amount)],
    ["Share", charge.model === "PERCENTAGE" ? charge.amount : null],
    ["Units a package", charge.packageSize],
    ["For each event", charge.fixedPerEvent && price(charge.fixedPerEvent)],
    ["Free events", charge.freeEvents === 0 ? null : String(charge.freeEvents)],
    ["Free amount", charge.freeAmount],
    ["Free units", charge.freeUnits],
    ["At least", charge.minimum && price(charge.minimum)],
    ["At most", charge.maximum && price(charge.maximum)],
    ["Overage price", charge.overagePrice && formatMoney(charge.overagePrice, currency)],
  ];
  return [
    ["Model", MODEL_WORDS[charge.model]],
    ...charge.tiers.map((tier, place): LineField => [`Tier ${place + 1}`, tierText(tier, price)]),
    ...optional.flatMap(([name, text]): LineField[] => (text ? [[name, text]] : [])),
    ["Paid by", charge.settlement === "INVOICE" ? "invoices only" : "the wallet first"],
  ];
}

function tierText(
  { upTo, unitAmount, flatAmount }: Of<"USAGE">["tiers"][number],
  price: (text: string) => string,
): string {
  const bound = upTo === null ? "beyond" : `to ${formatCredits(upTo)}`;
  return `${bound}: ${price(unitAmount)} each${flatAmount === "0" ? "" : `, ${price(flatAmount)} flat`}`;
}

const priceText = (amount: string, creditUnit: string | null, currency: string): string =>
  creditUnit === null ? formatMoney(amount, currency) : `${formatCredits(amount)} ${creditUnit}`;
