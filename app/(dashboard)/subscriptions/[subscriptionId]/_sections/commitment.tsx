import Link from "next/link";
import { ShareBar } from "@/components/chart/share-bar";
import { Credits, Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Card, Facts } from "@/components/ui/card";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { Context } from "@/lib/context";
import type { SubscriptionId } from "@/lib/ids";
import { findCommitment } from "@/lib/subscription/reads/commitment";
import type {
  CommitmentStandingView,
  RunningCommitmentView,
  SettledCommitmentView,
} from "@/lib/subscription/schema/commitment";

/** What it agreed to spend, how far it has come, and what earlier periods came to; nothing without. */
export async function CommitmentStanding({ ctx, id }: { ctx: Context; id: SubscriptionId }) {
  const standing = await findCommitment(ctx, id);
  if (!standing) return null;
  const { running, settled } = standing;
  return (
    <Card
      title="Commitment"
      description={
        standing.shortfall === "ROLL"
          ? "What is not spent is added to the next period, and asked at the end."
          : "What is not spent is asked at the period's end."
      }
    >
      {running ? (
        <Running standing={standing} running={running} />
      ) : (
        <p className="text-muted text-sm">No period of it runs.</p>
      )}
      {settled.length > 0 && <SettledTable standing={standing} />}
    </Card>
  );
}

type Standing = Pick<CommitmentStandingView, "creditUnit" | "currency" | "zone">;

/** An amount in the commitment's unit. */
function Amount({ of, standing }: { of: string; standing: Standing }) {
  const { creditUnit, currency } = standing;
  return creditUnit === null ? (
    <Money amount={of} currency={currency} />
  ) : (
    <Credits amount={of} unit={creditUnit} />
  );
}

function Running({ standing, running }: { standing: Standing; running: RunningCommitmentView }) {
  const { agreed, brought, target, used, left, trueUp, periodStart, periodEnd } = running;
  const amount = (of: string) => <Amount key={of} of={of} standing={standing} />;
  const day = (at: string) => <Instant at={at} show="day" zone={standing.zone} />;
  const parts = [
    { key: "credits", label: "Paid by credits", value: running.paidByCredits },
    { key: "invoiced", label: "Invoiced", value: running.invoiced, look: "soft" as const },
    { key: "next", label: "To be invoiced", value: running.toBeInvoiced, look: "hatched" as const },
  ];
  const shown = parts.filter(({ value }) => isSome(value));
  return (
    <>
      <ShareBar label="Spent of the commitment" shares={shown} of={target} className="mb-4" />
      <Facts
        items={[
          [
            "Period",
            <span key="period">
              {day(periodStart)} – {day(periodEnd)}
            </span>,
          ],
          ["Agreed", amount(agreed)],
          ...(isSome(brought) ? [["From the period before", amount(brought)] as const] : []),
          ["Spent", amount(used)],
          ...shown.map(({ label, value }) => [`· ${label}`, amount(value)] as const),
          ["Left", <strong key="left">{amount(left)}</strong>],
          ...(trueUp === null
            ? []
            : [
                [
                  "If nothing more is used",
                  <span key="asked">
                    <Money amount={trueUp} currency={standing.currency} /> on {day(periodEnd)}
                  </span>,
                ] as const,
              ]),
        ]}
      />
    </>
  );
}

function SettledTable({ standing }: { standing: CommitmentStandingView }) {
  return (
    <ScrollRegion aria-label="Settled periods" className="mt-4 overflow-x-auto border-t pt-3">
      <table className="w-full text-sm [&_td:not(:first-child)]:pl-4 [&_td]:py-1 [&_th:not(:first-child)]:pl-4 [&_th]:pb-1 [&_th]:font-medium [&_th]:text-muted [&_th]:text-xs">
        <caption className="sr-only">Periods that were settled</caption>
        <thead>
          <tr>
            <th scope="col" className="text-left">
              Settled
            </th>
            <th scope="col" className="text-right">
              Agreed
            </th>
            <th scope="col" className="text-right">
              Spent
            </th>
            <th scope="col" className="text-right">
              True-up
            </th>
          </tr>
        </thead>
        <tbody className="numerals">
          {standing.settled.map((settled) => (
            <SettledRow key={settled.periodStart} settled={settled} standing={standing} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function SettledRow({ settled, standing }: { settled: SettledCommitmentView; standing: Standing }) {
  const { periodStart, periodEnd, agreed, brought, used } = settled;
  return (
    <tr className="align-top">
      <td>
        <Instant at={periodStart} show="day" zone={standing.zone} /> –{" "}
        <Instant at={periodEnd} show="day" zone={standing.zone} />
      </td>
      <td className="text-right">
        <Amount of={agreed} standing={standing} />
        {isSome(brought) && (
          <span className="block text-muted text-xs">
            + <Amount of={brought} standing={standing} /> before
          </span>
        )}
      </td>
      <td className="text-right">
        <Amount of={used} standing={standing} />
      </td>
      <td className="text-right">
        <BecameOf settled={settled} standing={standing} />
      </td>
    </tr>
  );
}

/** What became of what was missing. */
function BecameOf({ settled, standing }: { settled: SettledCommitmentView; standing: Standing }) {
  const { isRolled, missing, trueUp, invoiceId } = settled;
  if (isRolled) {
    return (
      <>
        <Amount of={missing} standing={standing} /> <span className="text-muted">rolled</span>
      </>
    );
  }
  if (!isSome(trueUp)) return <span className="text-muted">–</span>;
  const money = <Money amount={trueUp} currency={standing.currency} />;
  return invoiceId ? (
    <Link href={`/invoices/${invoiceId}`} prefetch={false} className="underline underline-offset-2">
      {money}
    </Link>
  ) : (
    money
  );
}

const isSome = (amount: string) => /[1-9]/.test(amount);
