import Link from "next/link";
import { Credits, Money } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import { Card } from "@/components/ui/card";
import type { AdvanceView, HappeningView } from "@/lib/test-clock/schema";
import { pageOf, wordsOf } from "../../_components/happening-words";

/** How a clock was moved, the latest first, and what each step brought. */
export function Timeline({ advances }: { advances: readonly AdvanceView[] }) {
  if (advances.length === 0) {
    return (
      <Card title="Timeline">
        <Empty title="Time has not passed yet">
          Make a customer on this clock, give it credits or a plan, and advance.
        </Empty>
      </Card>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      {advances.map((advance) => (
        <Advance key={advance.id} advance={advance} />
      ))}
    </div>
  );
}

function Advance({
  advance: { from, to, by, startedAt, isFinished, happened },
}: {
  advance: AdvanceView;
}) {
  return (
    <Card
      title={
        <>
          To <Instant at={to} show="exact" />
        </>
      }
      description={
        <>
          From <Instant at={from} show="exact" />, by {by} <Instant at={startedAt} />
        </>
      }
      actions={!isFinished && <Status value="CUT_SHORT" />}
    >
      {happened.length === 0 ? (
        <p className="text-muted text-sm">Nothing was due on the way.</p>
      ) : (
        <ol className="grid gap-4">
          {stepsOf(happened).map(({ at, items }) => (
            <li key={at}>
              <h3 className="mb-1.5 font-medium text-muted text-xs">
                <Instant at={at} show="exact" />
              </h3>
              <ol className="grid gap-1.5 border-l pl-3 text-sm">
                {items.map((item) => (
                  <Happening key={Object.values(item).join(" ")} happening={item} />
                ))}
              </ol>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Happening({ happening }: { happening: HappeningView }) {
  const { customerId, customerName, amount, unit, invoiceId } = happening;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4">
      <span className="break-words">
        <Link
          href={pageOf(happening)}
          prefetch={false}
          className="font-medium underline-offset-2 hover:underline"
        >
          {wordsOf(happening)}
        </Link>{" "}
        <Link
          href={`/customers/${customerId}`}
          prefetch={false}
          className="text-muted underline-offset-2 hover:underline"
        >
          {customerName}
        </Link>
      </span>
      {amount !== null &&
        (invoiceId ? (
          <Money amount={amount} currency={unit ?? "USD"} />
        ) : (
          <Credits amount={amount} unit={unit} />
        ))}
    </li>
  );
}

type Step = { readonly at: string; readonly items: readonly HappeningView[] };

/** Together what one instant brought. */
function stepsOf(happened: readonly HappeningView[]): readonly Step[] {
  const steps: { at: string; items: HappeningView[] }[] = [];
  for (const item of happened) {
    const last = steps.at(-1);
    if (last?.at === item.at) last.items.push(item);
    else steps.push({ at: item.at, items: [item] });
  }
  return steps;
}
