"use client";

import type { ReactNode } from "react";
import { Credits, Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { formatShare } from "@/lib/money/format";
import type { ChangeOutcome, ChangeView, FateView } from "@/lib/subscription/schema/change";
import { isMissingChoice } from "../../../_components/missing-choice";
import { BeforeAfter } from "./before-after";
import { DaysOfChange } from "./days-of-change";
import { FeaturesOfChange, LostFeatures } from "./features-of-change";
import type { ChangePreviewState } from "./use-change-preview";

/** What the change would do: before and after, the invoice with its arithmetic, the credits. */
export function ChangePreviewPane({
  preview,
  zone,
  isAsItIs,
}: {
  preview: ChangePreviewState;
  zone: string;
  /** Nothing is chosen yet that differs from what runs. */
  isAsItIs: boolean;
}) {
  const { problem } = preview;
  if (problem && isAsItIs) {
    return <Notice title="This is what runs now">Choose another plan, tier or period.</Notice>;
  }
  if (problem && isMissingChoice(problem)) return <Notice title={problem.message} />;
  if (problem) {
    const requestId = problem.code === "internal" ? problem.requestId : null;
    return <ProblemAlert problem={{ message: problem.message, requestId }} />;
  }
  if (!preview.value) return <Skeleton className="h-96 rounded-lg" />;
  const { change, daily, features } = preview.value;
  const { outcome } = change;
  return (
    <Preview title="What this does" pending={preview.isPending}>
      <PreviewLine label={change.status === "SCHEDULED" ? "It changes" : "New period"} strong>
        <When change={change} zone={zone} />
      </PreviewLine>
      <BeforeAfter outcome={outcome} />
      <LostFeatures features={features} />
      <InvoiceOfChange outcome={outcome} zone={zone} />
      <LastInvoice outcome={outcome} />
      <CreditsOfChange outcome={outcome} zone={zone} />
      {features.length > 0 && (
        <Part title="What the plan allows">
          <FeaturesOfChange features={features} />
        </Part>
      )}
      {daily.units.length > 0 && (
        <Part title="Balance day by day">
          <DaysOfChange daily={daily} />
        </Part>
      )}
    </Preview>
  );
}

function When({ change, zone }: { change: ChangeView; zone: string }) {
  if (change.status === "SCHEDULED") return <Instant at={change.dueAt} show="exact" zone={zone} />;
  const { periodStart, periodEnd } = change.outcome;
  return (
    <>
      <Instant at={periodStart} show="day" zone={zone} /> –{" "}
      <Instant at={periodEnd} show="day" zone={zone} />
    </>
  );
}

function InvoiceOfChange({ outcome, zone }: { outcome: ChangeOutcome; zone: string }) {
  const { lines: all, currency, total, invoiceDueAt, carried, feeCredits, oldCredits } = outcome;
  // What comes with the payment stands under the credits.
  const lines = all.filter(({ kind }) => kind !== "given");
  const noteOf = (description: string) => {
    const credit = feeCredits.find((of) => `Unused: ${of.description}` === description);
    if (!credit) return undefined;
    const share = `${formatShare(credit.share)} of`;
    const by = credit.decidedBy === "time" ? "of the time is left" : "of the credits are unspent";
    return (
      <>
        {share} <Money amount={credit.price} currency={currency} />: so much {by}
      </>
    );
  };
  return (
    <Part title="Invoice">
      {lines.map(({ description, amount }) => (
        <PreviewLine
          key={`${description} ${amount}`}
          label={description}
          note={noteOf(description)}
        >
          <Money amount={amount} currency={currency} />
        </PreviewLine>
      ))}
      <PreviewLine label="To pay" strong>
        {lines.length === 0 ? "nothing" : <Money amount={total} currency={currency} />}
        {invoiceDueAt && /[1-9]/.test(total) && (
          <span className="font-normal text-muted text-xs">
            {" "}
            by <Instant at={invoiceDueAt} show="day" zone={zone} />
          </span>
        )}
      </PreviewLine>
      {/[1-9]/.test(carried) && (
        <Notice title="More is given back than the new plan costs">
          <Money amount={carried} currency={currency} /> is carried to the customer’s next invoices.
        </Notice>
      )}
      {oldCredits.map(({ creditUnit, given, unspent }) => (
        <PreviewLine key={creditUnit} label="Unspent of the period’s credits">
          <Credits amount={unspent} unit={null} /> of <Credits amount={given} unit={creditUnit} />
        </PreviewLine>
      ))}
    </Part>
  );
}

/** What the old plan asks for besides, such as fees that are paid afterwards. */
function LastInvoice({ outcome: { closing, from, currency } }: { outcome: ChangeOutcome }) {
  if (!closing) return null;
  return (
    <Part title={`Last invoice of ${from.planName}`}>
      {closing.lines.map(({ kind, description, amount }) => (
        <PreviewLine key={`${kind} ${description} ${amount}`} label={description}>
          <Money amount={amount} currency={currency} />
        </PreviewLine>
      ))}
      <PreviewLine label="To pay" strong>
        <Money amount={closing.total} currency={currency} />
      </PreviewLine>
    </Part>
  );
}

function CreditsOfChange({ outcome, zone }: { outcome: ChangeOutcome; zone: string }) {
  const { returned, voided, kept, issued, awaitsPayment } = outcome;
  return (
    <Part title="Credits">
      {returned.map(({ name, drawn, credits, creditUnit, share, decidedBy }) => (
        <PreviewLine
          key={`${name} ${drawn}`}
          label={`Given back: ${name || "Fee"}`}
          note={
            <>
              {formatShare(share)} of <Credits amount={drawn} unit={creditUnit} />, to what paid it:
              so much of the {decidedBy === "time" ? "time is left" : "credits is unspent"}
            </>
          }
        >
          <Credits amount={credits} unit={creditUnit} />
        </PreviewLine>
      ))}
      <Fates label="Voided" grants={voided} zone={zone} />
      <Fates label="Kept" grants={kept} zone={zone} />
      {issued.map(({ name, credits, creditUnit, expiresAt }) => (
        <PreviewLine
          key={`${name} ${credits}`}
          label={`Granted: ${name}`}
          note={awaitsPayment ? "Comes with the payment" : undefined}
          strong
        >
          <Credits amount={credits} unit={creditUnit} />
          {expiresAt && (
            <span className="font-normal text-muted text-xs">
              {" "}
              to <Instant at={expiresAt} show="day" zone={zone} />
            </span>
          )}
        </PreviewLine>
      ))}
    </Part>
  );
}

const Fates = ({
  label,
  grants,
  zone,
}: {
  label: string;
  grants: readonly FateView[];
  zone: string;
}) =>
  grants.map(({ grantId, name, credits, creditUnit, held, expiresAt }) => (
    <PreviewLine
      key={grantId}
      label={`${label}: ${name || "Credits"}`}
      note={
        /[1-9]/.test(held) ? (
          <>
            <Credits amount={held} unit={creditUnit} /> held stay held
          </>
        ) : undefined
      }
    >
      <Credits amount={credits} unit={creditUnit} />
      {expiresAt && (
        <span className="text-muted text-xs">
          {" "}
          to <Instant at={expiresAt} show="day" zone={zone} />
        </span>
      )}
    </PreviewLine>
  ));

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="grid grid-cols-1 gap-2 border-t pt-3">
    <h4 className="font-medium text-sm">{title}</h4>
    {children}
  </section>
);
