import { Notice } from "@/components/ui/notice";
import { creditWords, formatCredits } from "@/lib/money/format";
import type { CheckView } from "@/lib/usage/schema/access";
import { Cures } from "./cures";
import { ReasonChain } from "./reason-chain";

const REFUSED = {
  not_entitled: "Refused: not entitled",
  limit_reached: "Refused: the limit is reached",
  insufficient_credits: "Refused: not enough credits",
} as const;

/** The decision of the API's own check, and why, step by step. */
export function CheckAnswer({
  answer,
  customerId,
  walletNames,
}: {
  answer: CheckView;
  customerId: string;
  walletNames: ReadonlyMap<string, string>;
}) {
  const { allowed, reason } = answer;
  return (
    <section aria-label="Answer" className="grid gap-4">
      {allowed ? (
        <Notice tone="success" title="Allowed">
          {costWords(answer)}
        </Notice>
      ) : (
        <Notice tone="danger" title={reason ? REFUSED[reason] : "Refused"}>
          {reason === "insufficient_credits" && `It costs ${amountWords(answer)}.`}
        </Notice>
      )}
      <ReasonChain answer={answer} customerId={customerId} walletNames={walletNames} />
      <Cures answer={answer} customerId={customerId} />
    </section>
  );
}

const amountWords = ({ cost, creditUnit }: CheckView) => creditWords(cost, creditUnit ?? undefined);

function costWords(answer: CheckView): string {
  const { cost, dropped, overage } = answer;
  if (!isSome(cost)) return "It costs nothing now.";
  const owed = isSome(overage) ? ` ${formatCredits(overage)} of them would be owed.` : "";
  const gone = isSome(dropped) ? ` ${formatCredits(dropped)} of them would be dropped.` : "";
  return `It would cost ${amountWords(answer)}.${owed}${gone}`;
}

const isSome = (amount: string) => /[1-9]/.test(amount);
