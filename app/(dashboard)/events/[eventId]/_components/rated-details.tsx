import Link from "next/link";
import { Credits } from "@/components/domain/amounts";
import { ShownQuantity } from "@/components/domain/shown-quantity";
import { Facts } from "@/components/ui/card";
import { shownQuantity } from "@/lib/catalog/schema/shown-quantity";
import { formatCredits, formatMoney } from "@/lib/money/format";
import type { UseView } from "@/lib/usage/schema/event";
import { type FeatureUnits, NO_UNITS } from "@/lib/usage/schema/trace";
import type { TraceProps } from "./trace-props";

/** Each use: what was counted, what of it was free, and the price that the rest was charged at. */
export function RatedDetails({ explained: { event, prices, units } }: TraceProps) {
  return event.uses.map((use) => (
    <section key={use.featureId} aria-label={`Price of ${use.featureName}`} className="grid gap-2">
      <h2 className="font-medium">{use.featureName}</h2>
      <Facts items={factsOf(use, prices[use.featureId]?.words, units[use.featureId])} />
      {use.linkedEventId !== null && (
        <p>
          Charged once, by{" "}
          <Link
            href={`/events/${use.linkedEventId}`}
            prefetch={false}
            className="underline underline-offset-2"
          >
            an event before it
          </Link>
          .
        </p>
      )}
    </section>
  ));
}

const moneyFacts = ({ currency, cost, owed, back, noted }: NonNullable<UseView["money"]>) =>
  (
    [
      ["Price in money", cost],
      ["Left to the invoice", owed],
      ["Taken back from there", back],
      ["Credit note due", noted],
    ] as const
  )
    .filter(([, amount], place) => place === 0 || amount !== "0")
    .map(([label, amount]) => [label, formatMoney(amount, currency)] as const);

const factsOf = (use: UseView, price: string | undefined, units: FeatureUnits = NO_UNITS) => [
  ["Quantity", <ShownQuantity key="quantity" of={units} quantity={use.quantity} />] as const,
  ...(units.reportingUnit ? [["As counted", countedWords(use.quantity, units)] as const] : []),
  ...(use.total
    ? [
        [
          "Total of the window",
          <span key="total">
            <ShownQuantity of={units} quantity={use.total.before} /> →{" "}
            <ShownQuantity of={units} quantity={use.total.after} />
          </span>,
        ] as const,
      ]
    : []),
  ["Included", <ShownQuantity key="included" of={units} quantity={use.included} />] as const,
  ["Billable", <ShownQuantity key="billable" of={units} quantity={use.billable} />] as const,
  ["Price", price ?? "none: it is free"] as const,
  ...(use.money ? moneyFacts(use.money) : []),
  [
    use.code === null || use.refusedCredits === "0" ? "Credits" : "Would have cost",
    <Credits
      key="cost"
      amount={use.refusedCredits === "0" ? use.credits : use.refusedCredits}
      className="font-medium"
    />,
  ] as const,
];

/** Nothing is counted by the unit that it is read in. */
function countedWords(quantity: string, units: FeatureUnits): string {
  const counted = shownQuantity({ ...units, reportingUnit: null }, quantity);
  return `${formatCredits(counted.quantity)} ${counted.unit}`;
}
