import type { ReactNode } from "react";
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { ProblemAlert } from "@/components/domain/problem-alert";
import type { ReversePreviewView, TransactionView } from "@/lib/ledger/schema/transaction";
import { formatCredits } from "@/lib/money/format";
import { isSome } from "@/lib/report/schema/standing";
import type { ActionResult } from "@/lib/transport/result";

/** What would be given back and to which grants, what of it would be lost, and how things stand then. */
export function ReversePreview({
  answer,
  outdated,
  pending,
  transaction,
  zone,
}: {
  answer: ActionResult<ReversePreviewView> | undefined;
  /** What was shown before the wallet moved: what differs from it is lit up. */
  outdated: ReversePreviewView | undefined;
  pending: boolean;
  transaction: TransactionView;
  zone: string;
}) {
  if (answer && !answer.ok) return <ProblemAlert problem={answer.problem} />;
  if (!answer) return <Preview pending={pending}>{null}</Preview>;
  const { at, amount, lapsed, invoiced, wallets } = answer.value;
  const several = wallets.length > 1;
  return (
    <Preview pending={pending} at={<Instant at={at} show="exact" zone={zone} />}>
      <PreviewLine
        label="Gives back"
        note={`last drawn first, to ${grantsOf(transaction).join(", ") || "what was owed"}`}
      >
        <Figure now={amount} before={outdated?.amount} />
      </PreviewLine>
      {(isSome(lapsed) || isSome(outdated?.lapsed ?? "0")) && (
        <PreviewLine label="Of it, expires at once" note="its grant has ended meanwhile">
          <Figure now={lapsed} before={outdated?.lapsed} tone="text-warning" />
        </PreviewLine>
      )}
      {(isSome(invoiced) || isSome(outdated?.invoiced ?? "0")) && (
        <PreviewLine
          label="Not given back"
          note="already invoiced as overage: a credit note is due"
        >
          <Figure now={invoiced} before={outdated?.invoiced} tone="text-warning" />
        </PreviewLine>
      )}
      {wallets.map((wallet) => (
        <WalletLines
          key={wallet.walletId}
          wallet={wallet}
          name={several ? nameOf(transaction, wallet.walletId) : null}
          outdated={outdated?.wallets.find(({ walletId }) => walletId === wallet.walletId)}
        />
      ))}
    </Preview>
  );
}

type PreviewedWallet = ReversePreviewView["wallets"][number];

function WalletLines({
  wallet: { before, after },
  name,
  outdated,
}: {
  wallet: PreviewedWallet;
  name: string | null;
  outdated: PreviewedWallet | undefined;
}) {
  return (
    <div className="grid gap-2 border-t pt-3">
      {name && <p className="text-muted text-xs">{name}</p>}
      <PreviewLine label="Available now">
        <Figure now={before.available} before={outdated?.before.available} />
      </PreviewLine>
      <PreviewLine label="Available after" strong>
        <Figure now={after.available} before={outdated?.after.available} />
      </PreviewLine>
      {isSome(before.overage) && (
        <PreviewLine label="Overage after">
          <Figure now={after.overage} before={outdated?.after.overage} />
        </PreviewLine>
      )}
    </div>
  );
}

/** An amount; where it is not what was shown before, that stands beside it, struck through. */
function Figure({
  now,
  before,
  tone,
}: {
  now: string;
  before: string | undefined;
  tone?: string;
}): ReactNode {
  const amount = <Credits amount={now} {...(tone && { className: tone })} />;
  if (before === undefined || before === now) return amount;
  return (
    <span className="inline-flex flex-wrap items-baseline justify-end gap-x-2">
      <s className="text-muted text-xs">
        <span className="sr-only">was </span>
        {formatCredits(before)}
      </s>
      <mark className="rounded-sm bg-warning-soft px-1 text-inherit">{amount}</mark>
    </span>
  );
}

const nameOf = ({ wallets }: TransactionView, id: string) =>
  wallets.find(({ walletId }) => walletId === id)?.walletName ?? null;

/** The grants that paid, last first: the order in which they get back. */
const grantsOf = ({ entries }: TransactionView): readonly string[] => [
  ...new Set(
    entries
      .filter(({ to, grantName }) => to === "consumed" && grantName !== null)
      .map(({ grantName }) => grantName ?? "")
      .toReversed(),
  ),
];
