import { Credits } from "@/components/domain/amounts";
import { BurnOrder, type BurnRow } from "@/components/domain/burn-order";
import { burnWords } from "@/components/domain/burn-words";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { Notice } from "@/components/ui/notice";
import type { SimulatedGrantView, SimulationView } from "@/lib/ledger/schema/explain";
import { formatCredits } from "@/lib/money/format";
import { isSome } from "@/lib/report/schema/standing";
import type { ActionResult } from "@/lib/transport/result";

/** The grants that would pay light up, in the order in which they burn. */
export function SimulationResult({
  answer,
  pending,
  unit,
  zone,
}: {
  answer: ActionResult<SimulationView> | undefined;
  pending: boolean;
  unit: string;
  zone: string;
}) {
  if (answer && !answer.ok) return <ProblemAlert problem={answer.problem} />;
  if (!answer) {
    return (
      <p className="text-muted text-sm">
        Type an amount to see which grants pay for it, and why in that order.
      </p>
    );
  }
  const { at, grants, refusal, after, overage, dropped } = answer.value;
  const lit = new Set(grants.filter(({ takes }) => isSome(takes)).map(({ grantId }) => grantId));
  return (
    <Preview
      title="It would burn"
      pending={pending}
      at={<Instant at={at} show="exact" zone={zone} />}
    >
      {refusal && (
        <Notice tone="danger" title={refusal.message}>
          {refusal.shortfall && `Short by ${formatCredits(refusal.shortfall)} ${unit}.`}
        </Notice>
      )}
      {grants.length === 0 ? (
        <p className="text-muted text-sm">No grant has credits to spend.</p>
      ) : (
        <BurnOrder rows={grants.map(rowOf)} zone={zone} changed={lit} />
      )}
      {isSome(overage) && (
        <PreviewLine label="Goes below zero" note="no grant covers it: it would be owed">
          <Credits amount={overage} unit={unit} />
        </PreviewLine>
      )}
      {isSome(dropped) && (
        <PreviewLine label="Dropped" note="the wallet takes what is there and lets the rest go">
          <Credits amount={dropped} unit={unit} />
        </PreviewLine>
      )}
      {!refusal && (
        <PreviewLine label="Available after" strong>
          <Credits amount={after.available} unit={unit} />
        </PreviewLine>
      )}
    </Preview>
  );
}

const rowOf = (grant: SimulatedGrantView): BurnRow => ({
  grantId: grant.grantId,
  name: grant.name,
  expiresAt: grant.expiresAt,
  takes: grant.takes,
  leftAfter: grant.leftAfter,
  ...(grant.decidedBy !== null && { why: burnWords(grant.decidedBy) }),
  ...(!grant.mayPay && { note: "not for this use" }),
});
