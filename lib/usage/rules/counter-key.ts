/** Names a counter: one feature of one customer, in one window, at one price or for all its use. */
import type { CustomerId, FeatureId } from "@/lib/ids";

export type CounterKey = {
  readonly customerId: CustomerId;
  readonly featureId: FeatureId;
  /** The charge or credit cost; the feature's own id where all use is counted, whatever its price. */
  readonly priceVersionId: string;
  /** The property value or member counted apart; empty: all together. */
  readonly split: string;
  readonly windowStart: Date;
};

/** A value that a counter of UNIQUE_COUNT has counted, or has not. */
export type SeenKey = {
  readonly counter: CounterKey;
  /** SHA-256 of the value, in hex. */
  readonly valueHash: string;
};

export const seenKeyText = ({ counter, valueHash }: SeenKey): string =>
  `${counterKeyText(counter)}#${valueHash}`;

/** One text a counter; texts sort as the primary key does, which is the order of locks. */
export const counterKeyText = (key: CounterKey): string =>
  `${key.customerId}/${key.featureId}/${key.priceVersionId}/${key.windowStart.toISOString()}/${key.split}`;
