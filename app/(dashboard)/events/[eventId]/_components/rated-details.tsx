import Link from "next/link";
import { Credits } from "@/components/domain/amounts";
import { Facts } from "@/components/ui/card";
import { formatCredits } from "@/lib/money/format";
import type { UseView } from "@/lib/usage/schema/event";
import type { TraceProps } from "./trace-props";

/** Each use: what was counted, what of it was free, and the price that the rest was charged at. */
export function RatedDetails({ explained: { event, prices } }: TraceProps) {
  return event.uses.map((use) => (
    <section key={use.featureId} aria-label={`Price of ${use.featureName}`} className="grid gap-2">
      <h3 className="font-medium">{use.featureName}</h3>
      <Facts items={factsOf(use, prices[use.featureId]?.words)} />
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

const factsOf = (use: UseView, price: string | undefined) => [
  ["Quantity", formatCredits(use.quantity)] as const,
  ...(use.total
    ? [
        [
          "Total of the window",
          `${formatCredits(use.total.before)} → ${formatCredits(use.total.after)}`,
        ] as const,
      ]
    : []),
  ["Included", formatCredits(use.included)] as const,
  ["Billable", formatCredits(use.billable)] as const,
  ["Price", price ?? "none: it is free"] as const,
  [
    use.code === null || use.refusedCredits === "0" ? "Credits" : "Would have cost",
    <Credits
      key="cost"
      amount={use.refusedCredits === "0" ? use.credits : use.refusedCredits}
      className="font-medium"
    />,
  ] as const,
];
