/** What a customer's plans and the catalogue say of a feature at a moment. */
import type { Catalog, Entitlement, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Feature } from "@/lib/catalog/rules/feature";
import { type Access, accessOf } from "@/lib/entitlement/rules/access";
import type { CustomerId, FeatureId, WalletId } from "@/lib/ids";
import type { WindowAnchor } from "@/lib/metering/rules/window";
import { priceFor, type UsePrice } from "@/lib/rating/rules/rate";
import type { PastSubscription } from "@/lib/subscription/rules/subscription";
import { termsOf } from "@/lib/subscription/rules/terms";
import { isWithin, periodAt } from "@/lib/time/period";
import { ranAt } from "@/lib/time/spans";
import type { IncomingEvent } from "./incoming-event";

/** What use priced in money must know of a wallet. */
export type PayingWallet = {
  readonly walletId: WalletId;
  readonly currency: string;
  readonly creditUnit: string;
  /** Money per credit, above zero. */
  readonly rate: bigint;
  /** Which features it may pay for; empty: all. */
  readonly featureIds: readonly FeatureId[];
};

/** What deciding on a customer's use needs to know of the customer. */
export type CustomerFacts = {
  readonly id: CustomerId;
  readonly zone: string;
  /** What its test clock says; null: it lives at real time. */
  readonly clockAt: Date | null;
  readonly subscriptions: readonly PastSubscription[];
  /** The wallets that may pay for use priced in money, the first to pay first. */
  readonly payers: readonly PayingWallet[];
  /** Settled minimums that no use has filled yet, by `minimumOf`; missing: none was looked for. */
  readonly openMinimums?: ReadonlySet<string>;
};

/** Names the minimum of a charge in the period that begins then. */
export const minimumOf = (chargeId: string, windowStart: Date): string =>
  `${chargeId}/${windowStart.getTime()}`;

/** When and with what a feature is used; all that prices and counters ask of an event. */
export type Moment = Pick<
  IncomingEvent,
  "countedAt" | "occurredAt" | "member" | "groupId" | "properties"
>;

export type Asked = {
  readonly moment: Moment;
  readonly customer: CustomerFacts;
  readonly catalog: Catalog;
};

export type Terms = {
  readonly access: Access;
  /** Those that count: none where access is refused. */
  readonly entitlements: readonly Entitlement[];
  readonly price: UsePrice | null;
  /** The one whose periods count; null: calendar months do. */
  readonly subscription: PastSubscription | null;
  readonly anchor: WindowAnchor;
  /** From where prices count, within the billing period: each subscription asks for its own use. */
  readonly pricedFrom: Date | null;
};

export function termsFor(feature: Feature, { moment, customer, catalog }: Asked): Terms {
  const { properties, countedAt: at } = moment;
  const live = liveAt(customer.subscriptions, at);
  const planVersions = live.flatMap((subscription) => termsOf(catalog, subscription, at) ?? []);
  const price = priceFor({ feature, planVersions, properties, at });
  const entitlements = planVersions.flatMap((version) =>
    version.entitlements.filter(({ featureId }) => featureId === feature.id),
  );
  const access = accessOf({
    featureType: feature.type,
    entitlements,
    hasLiveSubscription: live.length > 0,
    hasPrice: price !== null,
    settings: catalog.settings,
  });
  const subscription = subscriptionFor(feature, live, { catalog, at });
  return {
    access,
    entitlements: access.isAllowed ? entitlements.filter(({ isEnabled }) => isEnabled) : [],
    price,
    subscription,
    anchor: anchorOf(customer, subscription, at),
    pricedFrom: subscription && livedPeriodStart(subscription, at),
  };
}

/** Those that ran at `at`; one that was paused then gave nothing. */
export const liveAt = (subscriptions: readonly PastSubscription[], at: Date) =>
  subscriptions.filter((one) => ranAt(one, at));

/** The one whose periods count: the first whose plan speaks of the feature, else the first. */
function subscriptionFor(
  feature: Feature,
  live: readonly PastSubscription[],
  { catalog, at }: { readonly catalog: Catalog; readonly at: Date },
): PastSubscription | null {
  const speaking = live.find((one) => {
    const version = termsOf(catalog, one, at);
    return version !== undefined && speaksOf(version, feature.id);
  });
  return speaking ?? live[0] ?? null;
}

const speaksOf = ({ entitlements, charges }: PlanVersion, featureId: FeatureId) =>
  entitlements.some((one) => one.featureId === featureId) ||
  charges.some((one) => one.kind === "USAGE" && one.featureId === featureId);

/** Where a customer's windows start around `at`. */
export function anchorOf(
  customer: Pick<CustomerFacts, "zone">,
  subscription: PastSubscription | null,
  at: Date,
): WindowAnchor {
  if (subscription === null) return { zone: customer.zone, billingPeriodStart: null };
  return { zone: subscription.zone, billingPeriodStart: periodStartAt(subscription, at) };
}

/**
 * One that took another's place within its period goes on in it: what is free or limited in a period
 * does not begin anew, or changing plans back and forth would give it again and again.
 */
function periodStartAt(subscription: PastSubscription, at: Date): Date {
  const { startedAt, line } = subscription;
  const start = livedPeriodStart(subscription, at);
  const tookOver = start.getTime() === startedAt.getTime() && line.anchorAt < startedAt;
  return tookOver ? periodAt(line, startedAt).start : start;
}

function livedPeriodStart(subscription: PastSubscription, at: Date): Date {
  const { currentPeriodStart: start, currentPeriodEnd: end, startedAt, line } = subscription;
  if (isWithin({ start, end }, at)) return start;
  const period = periodAt(line, at);
  return isWithin({ start: startedAt, end }, period.start) ? period.start : startedAt;
}
