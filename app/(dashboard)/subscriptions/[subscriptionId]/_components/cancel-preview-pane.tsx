"use client";

import { Credits, Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import type { SubscriptionView } from "@/lib/subscription/schema";
import type { ClosingView } from "@/lib/subscription/schema/cancel";
import type { CancelPreviewQuery } from "./use-cancel-preview";

/** When it would end, what would become of the plan's credits, and what is asked or given back. */
export function CancelPreviewPane({
  subscription,
  isNow,
  isVoided,
  preview: { data, isFetching },
}: {
  subscription: SubscriptionView;
  isNow: boolean;
  isVoided: boolean;
  preview: CancelPreviewQuery;
}) {
  const closing = data?.ok ? data.value : undefined;
  const unspent = closing?.unspentCredits;
  return (
    <Preview title="What this does" pending={isFetching}>
      {data && !data.ok && <p className="text-sm">{data.problem.message}</p>}
      <PreviewLine label="It ends" strong>
        {isNow ? (
          "now"
        ) : (
          <Instant at={subscription.currentPeriodEnd} show="exact" zone={subscription.zone} />
        )}
      </PreviewLine>
      <PreviewLine label="Unspent plan credits">
        {unspent === undefined ? "…" : <Credits amount={unspent} />}
      </PreviewLine>
      {isNow && unspent !== undefined && (
        <PreviewLine label={isVoided ? "Voided" : "Kept"} strong>
          <Credits amount={unspent} />
        </PreviewLine>
      )}
      {closing?.returned.map(({ name, drawn, credits, creditUnit, decidedBy }) => (
        <PreviewLine
          key={name}
          label={`Given back: ${name}`}
          note={decidedBy === "time" ? "the time that is left" : "the credits that are left"}
        >
          <Credits amount={credits} unit={creditUnit} /> <span className="text-muted">of</span>{" "}
          <Credits amount={drawn} unit={null} />
        </PreviewLine>
      ))}
      {closing && isNow && <ClosingInvoice closing={closing} />}
    </Preview>
  );
}

function ClosingInvoice({ closing }: { closing: ClosingView }) {
  const { invoice, currency, carried, isCarriedOn, unpaid } = closing;
  const lines = invoice?.lines.filter(({ kind }) => kind !== "information" && kind !== "carried");
  return (
    <>
      {lines?.map(({ description, amount }) => (
        <PreviewLine key={description} label={description}>
          <Money amount={amount} currency={currency} />
        </PreviewLine>
      ))}
      <PreviewLine label="Closing invoice" strong>
        {invoice ? <Money amount={invoice.total} currency={currency} /> : "none"}
      </PreviewLine>
      {/[1-9]/.test(carried) && (
        <PreviewLine
          label="Owed to the customer"
          note={isCarriedOn ? "lowers the next invoice" : "no invoice is to come: refund it"}
          strong
        >
          <Money amount={carried} currency={currency} />
        </PreviewLine>
      )}
      {unpaid.length > 0 && (
        <PreviewLine label="Not paid, so not given back in full">
          {unpaid.map(({ number }) => number ?? "a draft").join(", ")}
        </PreviewLine>
      )}
    </>
  );
}
