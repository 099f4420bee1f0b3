import { Credits, Money } from "@/components/domain/amounts";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { formatCredits } from "@/lib/money/format";
import { isSome } from "@/lib/report/schema/standing";
import type { ActionResult } from "@/lib/transport/result";
import type { CorrectionView } from "@/lib/usage/schema/correction";

/** What the event would count for, and what would come back of it. */
export function CorrectionPreview({
  answer,
  pending,
}: {
  answer: ActionResult<CorrectionView> | undefined;
  pending: boolean;
}) {
  if (answer && !answer.ok) return <ProblemAlert problem={answer.problem} />;
  if (!answer) return <Preview pending={pending}>{null}</Preview>;
  const { quantityBefore, quantityAfter, creditsBack, lapsed, invoiced } = answer.value;
  const { owedBack, creditNotes } = answer.value;
  return (
    <Preview pending={pending}>
      <PreviewLine label="Counts for">
        {formatCredits(quantityBefore)} → {formatCredits(quantityAfter)}
      </PreviewLine>
      <PreviewLine label="Gives back" strong>
        <Credits amount={creditsBack} />
      </PreviewLine>
      {isSome(lapsed) && (
        <PreviewLine label="Of it, expires at once" note="its grant has ended meanwhile">
          <Credits amount={lapsed} />
        </PreviewLine>
      )}
      {isSome(invoiced) && (
        <PreviewLine label="Not given back" note="already invoiced: a credit note is due">
          <Credits amount={invoiced} />
        </PreviewLine>
      )}
      {owedBack.map(({ currency, amount }) => (
        <PreviewLine key={currency} label="The next invoice asks less" strong>
          <Money amount={amount} currency={currency} />
        </PreviewLine>
      ))}
      {creditNotes.map(({ currency, amount, invoiceNumber }) => (
        <PreviewLine
          key={currency}
          label="Credit note due"
          note={`${invoiceNumber ?? "an invoice"} has asked for it and stays as it is`}
        >
          <Money amount={amount} currency={currency} />
        </PreviewLine>
      ))}
    </Preview>
  );
}
