import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { ProblemAlert } from "@/components/domain/problem-alert";
import type { ReversePreviewView, TransactionView } from "@/lib/ledger/schema/transaction";
import type { ActionResult } from "@/lib/transport/result";
import { isSome } from "../../customers/_components/standing";

/** What would be given back and to which grants, what of it would be lost, and how things stand then. */
export function ReversePreview({
  answer,
  pending,
  transaction,
  zone,
}: {
  answer: ActionResult<ReversePreviewView> | undefined;
  pending: boolean;
  transaction: TransactionView;
  zone: string;
}) {
  if (answer && !answer.ok) return <ProblemAlert problem={answer.problem} />;
  if (!answer) return <Preview pending={pending}>{null}</Preview>;
  const { at, amount, lapsed, invoiced, wallets } = answer.value;
  return (
    <Preview pending={pending} at={<Instant at={at} show="exact" zone={zone} />}>
      <PreviewLine
        label="Gives back"
        note={`last drawn first, to ${grantsOf(transaction).join(", ") || "what was owed"}`}
      >
        <Credits amount={amount} />
      </PreviewLine>
      {isSome(lapsed) && (
        <PreviewLine label="Of it, expires at once" note="its grant has ended meanwhile">
          <Credits amount={lapsed} className="text-warning" />
        </PreviewLine>
      )}
      {isSome(invoiced) && (
        <PreviewLine
          label="Not given back"
          note="already invoiced as overage: a credit note is due"
        >
          <Credits amount={invoiced} className="text-warning" />
        </PreviewLine>
      )}
      {wallets.map(({ walletId, before, after }) => (
        <div key={walletId} className="grid gap-2 border-t pt-3">
          <PreviewLine label="Available now">
            <Credits amount={before.available} />
          </PreviewLine>
          <PreviewLine label="Available after" strong>
            <Credits amount={after.available} />
          </PreviewLine>
          {isSome(before.overage) && (
            <PreviewLine label="Overage after">
              <Credits amount={after.overage} />
            </PreviewLine>
          )}
        </div>
      ))}
    </Preview>
  );
}

/** The grants that paid, last first: the order in which they get back. */
const grantsOf = ({ entries }: TransactionView): readonly string[] => [
  ...new Set(
    entries
      .filter(({ to, grantName }) => to === "consumed" && grantName !== null)
      .map(({ grantName }) => grantName ?? "")
      .toReversed(),
  ),
];
