"use client";

import { sumOf } from "@/components/chart/series";
import { Credits, Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { Notice } from "@/components/ui/notice";
import type { SoldPreview as Shown } from "@/lib/subscription/schema/sold-parts";
import type { SoldThing } from "./sold-deed";

/** What comes at once, and what from the next period on. */
export function SoldPreview({
  thing,
  choice,
  shown: {
    answer: { subscription: after, now },
    wallets,
  },
  isPending,
}: {
  thing: SoldThing;
  choice: { readonly quantity: number; readonly tier: number | null };
  shown: Shown;
  isPending: boolean;
}) {
  const isTried = after.status === "TRIALING" || after.status === "SCHEDULED";
  const isFewer =
    choice.quantity < thing.quantity ||
    (choice.tier !== null && thing.tier !== null && choice.tier < thing.tier);
  const isSome = (amount: string) => /[1-9]/.test(amount);
  return (
    <Preview title="What this does" pending={isPending}>
      <PreviewLine label="Holds" strong>
        {isFewer && !isTried ? (
          <>
            from <Instant at={after.currentPeriodEnd} show="day" zone={after.zone} />
          </>
        ) : (
          "at once"
        )}
      </PreviewLine>
      <PreviewLine
        label="Invoiced now"
        strong
        note={isTried ? "Nothing is charged before the plan itself begins." : undefined}
      >
        {isSome(now.charged) ? <Money amount={now.charged} currency={after.currency} /> : "nothing"}
      </PreviewLine>
      {isSome(now.given) && (
        <PreviewLine label="Credits at once">
          <Credits amount={now.given} />
        </PreviewLine>
      )}
      {isSome(now.pending) && (
        <PreviewLine label="Credits with the payment">
          <Credits amount={now.pending} />
        </PreviewLine>
      )}
      {isSome(now.drawn) && (
        <PreviewLine label="Credits drawn at once">
          <Credits amount={now.drawn} />
        </PreviewLine>
      )}
      {after.suspendedItems.length > 0 && (
        <Notice tone="warning" title="The wallets cannot pay this fee">
          {after.suspendedItems.map(({ name }) => name).join(", ")}: suspended until credits come.
          It is then tried again by itself, for what is left of the period.
        </Notice>
      )}
      <PreviewLine label="Available afterwards">
        <Credits amount={sumOf(wallets.map(({ figures }) => figures.available))} />
      </PreviewLine>
      <PreviewLine label="Fees of a period, as of now">
        <Money amount={after.recurringAmount} currency={after.currency} />
      </PreviewLine>
    </Preview>
  );
}
