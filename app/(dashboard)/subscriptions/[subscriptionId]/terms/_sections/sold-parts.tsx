import { Instant } from "@/components/domain/instant";
import { Card } from "@/components/ui/card";
import { findSoldParts } from "@/lib/subscription/reads/sold-parts";
import type { SubscriptionView } from "@/lib/subscription/schema";
import type { OfferView } from "@/lib/subscription/schema/offer";
import type { PiecesView } from "@/lib/subscription/schema/sold-parts";
import { feeWords, offerWords } from "../../../_components/offer-words";
import type { SoldThing } from "../_components/sold-deed";
import { SoldDialog } from "../_components/sold-dialog";
import { TakeBack } from "../_components/take-back";
import type { Panel } from "./panel";

const CHANGEABLE = new Set(["SCHEDULED", "TRIALING", "ACTIVE", "PAST_DUE"]);

/** What is sold on top of a subscription, and how many pieces of its fees; each can be changed. */
export async function SoldParts({ ctx, id, subscription, mayWrite }: Panel) {
  const sold = await findSoldParts(ctx, id);
  if (!sold) return null;
  const things = [...addOnsOf(subscription, sold.offers), ...sold.pieces.map(piecesOf)];
  const isOpen = mayWrite && CHANGEABLE.has(subscription.status);
  if (things.length === 0) return null;
  return (
    <Card
      title="Add-ons and pieces"
      description="More comes at once and in full; fewer with the next period."
    >
      <ul className="grid divide-y">
        {things.map((thing) => (
          <SoldRow
            key={`${thing.part.kind} ${thing.part.id}`}
            thing={thing}
            subscription={subscription}
            isOpen={isOpen}
          />
        ))}
      </ul>
    </Card>
  );
}

type Row = SoldThing & { readonly nextQuantity: number; readonly nextTier: number | null };

function SoldRow({
  thing,
  subscription,
  isOpen,
}: {
  thing: Row;
  subscription: SubscriptionView;
  isOpen: boolean;
}) {
  const { name, words, quantity, tier, nextQuantity, nextTier } = thing;
  const waits = nextQuantity !== quantity || nextTier !== tier;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2 first:pt-0 last:pb-0">
      <div className="min-w-0">
        <p className="text-sm">
          <span className="numerals font-medium">{quantity} ×</span> {name}
        </p>
        <p className="text-muted text-xs">{words}</p>
        {waits && (
          <p className="text-warning text-xs">
            {nextQuantity === quantity ? "another tier" : nextQuantity || "none"} from{" "}
            <Instant at={subscription.currentPeriodEnd} show="day" zone={subscription.zone} />
          </p>
        )}
      </div>
      {isOpen && (
        <div className="flex gap-2">
          {waits && <TakeBack subscription={subscription} thing={thing} />}
          <SoldDialog
            subscription={subscription}
            thing={thing}
            label={
              <>
                {quantity > 0 ? "Change" : "Add"} <span className="sr-only">{name}</span>
              </>
            }
          />
        </div>
      )}
    </li>
  );
}

function addOnsOf({ addOns }: SubscriptionView, offers: readonly OfferView[]): readonly Row[] {
  const had = addOns.map((own): Row => {
    const offer = offers.find(({ planId }) => planId === own.planId) ?? null;
    const { name, quantity, tier, nextQuantity, nextTier } = own;
    const words = offer ? offerWords(offer) : "sold no more";
    return {
      ...{ part: { kind: "add_on", id: own.planId }, name, words, offer },
      ...{ quantity, tier, nextQuantity, nextTier: nextQuantity > 0 ? nextTier : tier },
    };
  });
  const others = offers.filter(({ planId }) => addOns.every((own) => own.planId !== planId));
  return [...had, ...others.map(notYet)];
}

const notYet = (offer: OfferView): Row => ({
  ...{ part: { kind: "add_on", id: offer.planId }, name: offer.name, words: offerWords(offer) },
  ...{ offer, quantity: 0, tier: null, nextQuantity: 0, nextTier: null },
});

function piecesOf(fee: PiecesView): Row {
  const { chargeId, name, quantity, freeQuantity, nextQuantity } = fee;
  const free = freeQuantity > 0 ? `; ${freeQuantity} of them free` : "";
  return {
    ...{ part: { kind: "pieces", id: chargeId }, name: name || "Plan fee", offer: null },
    words: `${feeWords(fee)} each${free}`,
    ...{ quantity, tier: null, nextTier: null, nextQuantity: nextQuantity ?? quantity },
  };
}
