import { Credits, Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { ProblemAlert } from "@/components/domain/problem-alert";
import type { TopUpPreview as TopUpPreviewView } from "@/lib/invoicing/schema";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import { isSome } from "@/lib/report/schema/standing";
import type { ActionResult } from "@/lib/transport/result";

/** What the top-up would do: credits, price, end, and how the wallet stands then. */
export function TopUpPreview({
  answer,
  pending,
  wallet,
  days,
  isPack,
  zone,
}: {
  answer: ActionResult<TopUpPreviewView> | undefined;
  pending: boolean;
  wallet: WalletView;
  /** The chosen term, where it starts with the payment. */
  days: string;
  /** Its own term counts where none was chosen. */
  isPack: boolean;
  zone: string;
}) {
  if (answer && !answer.ok) return <ProblemAlert problem={answer.problem} />;
  const unit = wallet.creditUnit;
  const now = (
    <PreviewLine label="Available now">
      <Credits amount={wallet.figures.available} unit={unit} />
    </PreviewLine>
  );
  if (!answer) {
    return (
      <Preview pending={pending}>
        {now}
        <p className="text-muted text-sm">
          Fill in the amount to see what it costs and how the wallet stands then.
        </p>
      </Preview>
    );
  }
  const { credits, price, currency, isPending, expiresAt, wallets } = answer.value;
  const after = wallets[0]?.figures ?? wallet.figures;
  const isFree = answer.value.lines.length === 0;
  return (
    <Preview pending={pending}>
      {now}
      <PreviewLine
        label="New credits"
        note={endWords({ expiresAt, isPending, days, isPack, zone })}
      >
        <Credits amount={credits} unit={unit} signed />
      </PreviewLine>
      <PreviewLine label="Price" note={isFree ? "no invoice" : "an invoice is made, net of tax"}>
        {isFree ? "free" : <Money amount={price} currency={currency} withCode />}
      </PreviewLine>
      <PreviewLine
        label="Available after"
        strong
        note={isPending ? "unchanged until the invoice is paid" : undefined}
      >
        <Credits amount={after.available} unit={unit} />
      </PreviewLine>
      {isSome(after.pending) && (
        <PreviewLine label="Pending after" note="granted, not usable yet">
          <Credits amount={after.pending} unit={unit} />
        </PreviewLine>
      )}
      {isSome(wallet.figures.overage) && (
        <PreviewLine label="Overage after" note="new credits settle what is owed first">
          <Credits amount={after.overage} unit={unit} />
        </PreviewLine>
      )}
    </Preview>
  );
}

function endWords({
  expiresAt,
  isPending,
  days,
  isPack,
  zone,
}: {
  expiresAt: string | null;
  isPending: boolean;
  days: string;
  isPack: boolean;
  zone: string;
}) {
  if (expiresAt) {
    return (
      <>
        expire <Instant at={expiresAt} show="day" zone={zone} />
      </>
    );
  }
  if (isPending && days) return `expire ${days} days after payment`;
  if (isPending && isPack) return "the pack's term starts with payment";
  return "never expire";
}
