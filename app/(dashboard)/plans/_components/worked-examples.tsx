import { Credits, Money } from "@/components/domain/amounts";
import { Card } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import type { WorkedExampleView } from "@/lib/catalog/schema/worked-example";

/** A version worked through three cases; beside the live version's figures where there are some. */
export function WorkedExamples({
  examples,
  currency,
  title = "Three worked examples",
}: {
  examples: readonly WorkedExampleView[];
  currency: string;
  title?: string;
}) {
  return (
    <Card
      title={title}
      description="As the draft stands and as features cost today; the first tier, no add-ons."
    >
      <div className="grid gap-6 xl:grid-cols-3">
        {examples.map(({ title: name, lines }) => (
          <section key={name} aria-label={name} className="grid content-start gap-1">
            <h3 className="font-medium text-sm">{name}</h3>
            <ul className="grid text-sm">
              {lines.map(({ label, money, credits, isTotal }, place) => (
                <li
                  // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the sum.
                  key={place}
                  className={classNames(
                    "flex flex-wrap justify-between gap-x-4 py-1",
                    isTotal && "border-t font-medium",
                  )}
                >
                  <span className={classNames(!isTotal && "text-muted")}>{label}</span>
                  <span className="numerals ml-auto grid justify-items-end">
                    {money !== null && <Money amount={money} currency={currency} />}
                    {credits !== null && <Credits amount={credits} unit="credits" />}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Card>
  );
}
