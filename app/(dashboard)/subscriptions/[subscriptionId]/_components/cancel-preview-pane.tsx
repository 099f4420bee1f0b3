"use client";

import { useQuery } from "@tanstack/react-query";
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { previewCancelAction } from "../../actions";

/** When it would end and what would become of the plan's credits. */
export function CancelPreviewPane({
  subscription,
  isNow,
  isVoided,
}: {
  subscription: SubscriptionView;
  isNow: boolean;
  isVoided: boolean;
}) {
  const { data, isFetching } = useQuery({
    queryKey: ["cancel-preview", subscription.id],
    queryFn: () => previewCancelAction({ subscriptionId: subscription.id }),
    staleTime: 0,
  });
  const unspent = data?.ok ? data.value.unspentCredits : undefined;
  return (
    <Preview title="What this does" pending={isFetching}>
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
    </Preview>
  );
}
