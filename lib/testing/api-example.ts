/** What the API's examples are made of. */

/** What a shop has one of. */
export type Ids = {
  readonly customerId: string;
  /** A customer without a subscription. */
  readonly newcomerId: string;
  readonly featureId: string;
  readonly meterId: string;
  readonly planId: string;
  readonly entitlementId: string;
  readonly planGrantId: string;
  readonly productId: string;
  readonly addonId: string;
  readonly packId: string;
  readonly walletId: string;
  readonly frozenWalletId: string;
  readonly otherWalletId: string;
  readonly grantId: string;
  readonly endingGrantId: string;
  readonly refillId: string;
  readonly transactionId: string;
  /** Of the customer, accepted. */
  readonly eventId: string;
  /** Unmatched: it can be replayed. */
  readonly keptEventId: string;
  readonly holdId: string;
  readonly invoiceId: string;
  readonly subscriptionId: string;
  readonly dearerPlanId: string;
  readonly changingSubscriptionId: string;
  readonly scheduleId: string;
  readonly movingSubscriptionId: string;
  readonly pausedSubscriptionId: string;
  /** Cancelled at the end of its period. */
  readonly leavingSubscriptionId: string;
  readonly overrideId: string;
  readonly feePriceId: string;
  readonly testClockId: string;
  readonly apiKeyId: string;
};

/** A call that would succeed, and which of its parts mean what. */
export type Example = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown>;
  /** Keys that may not be missing. */
  readonly required: readonly string[];
  /** Keys that hold an amount which has to be above zero. */
  readonly amounts?: readonly string[];
  /** Keys that hold an id of this organization. */
  readonly ids?: readonly string[];
};

export type Examples = Readonly<Record<string, Example>>;
