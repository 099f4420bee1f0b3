/** What is to be done about an event that was not accepted. */
import type { Permission } from "@/lib/auth/permission";
import { creditWords } from "@/lib/money/format";
import type { TraceStage } from "@/lib/usage/schema/event";
import type { ExplainedEvent } from "@/lib/usage/schema/trace";

type Remedy = {
  readonly words: string;
  readonly deed: {
    readonly label: string;
    readonly href: string;
    readonly needs: Permission;
  } | null;
  /** It would come out otherwise now, or may. */
  readonly mayReplay: boolean;
};

export function remedyOf(explained: ExplainedEvent, stage: TraceStage): Remedy {
  if (stage === "customer") return forCustomer(explained);
  if (stage === "matched") return forFeature(explained);
  return forCredits(explained);
}

function forCustomer({ event, customerNow }: ExplainedEvent): Remedy {
  if (customerNow) {
    const words = `${customerNow.name} has the external id “${event.externalCustomerId}” now. Replay the event to charge it.`;
    return { words, deed: null, mayReplay: true };
  }
  const externalId = encodeURIComponent(event.externalCustomerId);
  return {
    words: `Create the customer “${event.externalCustomerId}”, or correct the id that the caller sends. Nothing is lost: the event is kept.`,
    deed: {
      label: "Create customer",
      href: `/customers/new?external_id=${externalId}`,
      needs: "customer:write",
    },
    mayReplay: false,
  };
}

function forFeature({ event, unused }: ExplainedEvent): Remedy {
  const [fault] = event.uses;
  if (fault) {
    return {
      words: `${fault.featureName} matched, but its property cannot be counted. Send the event again under another id with the property set right.`,
      deed: {
        label: "Open feature",
        href: `/features/${fault.featureId}`,
        needs: "catalog:read",
      },
      mayReplay: false,
    };
  }
  const matching = unused.find(({ why }) => why === null);
  if (matching) {
    const words = `${matching.name} counts such events now. Replay this one to have it counted.`;
    return { words, deed: null, mayReplay: true };
  }
  return {
    words: `No feature counts “${event.eventName}” with these properties. Make one that does, then replay the event.`,
    deed: {
      label: "Create feature from this event",
      href: `/features/new?event=${encodeURIComponent(event.eventName)}`,
      needs: "catalog:write",
    },
    mayReplay: false,
  };
}

function forCredits({ event }: ExplainedEvent): Remedy {
  const at = `/customers/${event.customerId}`;
  if (event.code === "limit_reached") {
    return {
      words: "Its limit is used up. Raise the limit, or wait for the next period and replay then.",
      deed: {
        label: "Open subscriptions",
        href: `${at}/subscriptions`,
        needs: "subscription:read",
      },
      mayReplay: true,
    };
  }
  return {
    words: `The wallets could not pay ${creditWords(event.refusedCredits)}. Top up, then replay the event.`,
    deed: { label: "Top up", href: `${at}?do=top-up`, needs: "wallet:topup" },
    mayReplay: true,
  };
}
