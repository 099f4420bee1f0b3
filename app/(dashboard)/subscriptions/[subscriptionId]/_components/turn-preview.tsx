"use client";

import { sumOf } from "@/components/chart/series";
import { Credits, Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { Status } from "@/components/domain/status";
import type { SubscriptionView } from "@/lib/subscription/schema";

/** How it would stand afterwards, and what it would cost at once. */
export function TurnPreview({
  before,
  preview,
  isPending,
}: {
  before: SubscriptionView;
  preview: {
    readonly subscription: SubscriptionView;
    readonly wallets: readonly { readonly figures: { readonly available: string } }[];
  };
  isPending: boolean;
}) {
  const { subscription: after, wallets } = preview;
  const { zone } = after;
  const isInvoiced = after.latestInvoiceId !== before.latestInvoiceId;
  return (
    <Preview title="What this does" pending={isPending}>
      <PreviewLine label="It is then" strong>
        <Status value={after.status} />
      </PreviewLine>
      {after.status === "PAUSED" && (
        <PreviewLine label="Goes on">
          {after.resumesAt ? (
            <Instant at={after.resumesAt} show="exact" zone={zone} />
          ) : (
            "when somebody resumes it"
          )}
        </PreviewLine>
      )}
      {before.suspendedItems.length > 0 && (
        <PreviewLine label="Suspended then">
          {after.suspendedItems.map(({ name }) => name).join(", ") || "nothing"}
        </PreviewLine>
      )}
      <PreviewLine label="Period">
        <Instant at={after.currentPeriodStart} show="day" zone={zone} /> –{" "}
        <Instant at={after.currentPeriodEnd} show="day" zone={zone} />
      </PreviewLine>
      <PreviewLine label="Invoiced now">
        {isInvoiced ? (
          <Money amount={after.recurringAmount} currency={after.currency} />
        ) : (
          "nothing"
        )}
      </PreviewLine>
      <PreviewLine label="Available afterwards">
        <Credits amount={sumOf(wallets.map(({ figures }) => figures.available))} />
      </PreviewLine>
      <PreviewLine label="Next credits">
        {after.nextGrantAt && after.status !== "PAUSED" ? (
          <Instant at={after.nextGrantAt} show="day" zone={zone} />
        ) : (
          "none"
        )}
      </PreviewLine>
    </Preview>
  );
}
