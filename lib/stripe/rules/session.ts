/** What of a checkout session decides, as it is kept: nobody's name, address or card. */
export type Session = {
  /** Such as `cs_live_…`. */
  readonly id: string;
  /** `payment`, `subscription` or `setup`. */
  readonly mode: string;
  /** `paid`, `unpaid` or `no_payment_required`. */
  readonly paymentStatus: string;
  /** In the currency's smallest part, as Stripe counts it. */
  readonly amountTotal: number | null;
  /** ISO 4217, in capitals. */
  readonly currency: string | null;
  readonly clientReference: string | null;
  readonly paymentIntent: string | null;
  /** Those that the customer could choose from. */
  readonly methods: readonly string[];
  /** Only the keys that begin with `florin_`: what else a merchant notes is not ours. */
  readonly metadata: Readonly<Record<string, string>>;
};

/** An event as Stripe delivered it. */
export type Arrival = {
  readonly eventId: string;
  readonly type: string;
  readonly isLive: boolean;
  readonly happenedAt: Date;
  /** Null: not about a checkout session, or not such a one as can be read. */
  readonly session: Session | null;
};
