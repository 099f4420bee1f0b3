/**
 * Why a delivery came to what it did, and what helps: one table for the decision, the API and the
 * screen. A word here is part of the public contract.
 */
export const DELIVERY_STATUSES = ["GRANTED", "DUPLICATE", "IGNORED", "REFUSED", "FAILED"] as const;
/**
 * FAILED may come right and can be processed again; REFUSED never will, so a person settles it;
 * IGNORED asks for nothing.
 */
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

type Known = {
  readonly status: DeliveryStatus;
  readonly told: string;
  /** Null where nothing is to be done. */
  readonly remedy: string | null;
};

const BY_HAND =
  "The customer has paid: top up the wallet by hand, and mend what makes the session.";

export const REASONS = {
  granted: { status: "GRANTED", told: "The credits were granted", remedy: null },
  granted_before: {
    status: "DUPLICATE",
    told: "Another event of this checkout had granted its credits",
    remedy: null,
  },
  other_event: {
    status: "IGNORED",
    told: "An event that grants nothing",
    remedy: "Choose only the checkout.session events in Stripe, and it comes no more.",
  },
  session_expired: { status: "IGNORED", told: "The checkout was left unpaid", remedy: null },
  payment_failed: {
    status: "IGNORED",
    told: "The payment failed, so nothing was granted for it",
    remedy: null,
  },
  not_paid_yet: {
    status: "IGNORED",
    told: "Not paid yet",
    remedy: "The credits come with checkout.session.async_payment_succeeded: choose it in Stripe.",
  },
  no_payment: { status: "IGNORED", told: "A checkout that takes no payment", remedy: null },
  not_for_florin: {
    status: "IGNORED",
    told: "The session names neither florin_pack_id nor florin_credits",
    remedy: "If it sells credits, put one of them into the session's metadata.",
  },
  wrong_mode_test: {
    status: "REFUSED",
    told: "A test payment, sent to a live organization",
    remedy: "Send Stripe's test events to a sandbox's address.",
  },
  wrong_mode_live: {
    status: "REFUSED",
    told: "A live payment, sent to a sandbox",
    remedy: "Correct the address in Stripe, and send the event from there again.",
  },
  unreadable: {
    status: "REFUSED",
    told: "Not a checkout session that can be read",
    remedy: "Choose an API version in Stripe that this release knows.",
  },
  two_orders: {
    status: "REFUSED",
    told: "The session names both florin_pack_id and florin_credits",
    remedy: BY_HAND,
  },
  bad_credits: {
    status: "REFUSED",
    told: "florin_credits is not an amount above zero, of at most nine decimals",
    remedy: BY_HAND,
  },
  bad_term: {
    status: "REFUSED",
    told: "florin_expires_after_days is no whole number from 1 to 3660, nor never for credits of no pack",
    remedy: BY_HAND,
  },
  no_amount: {
    status: "REFUSED",
    told: "The session tells no amount and currency",
    remedy: BY_HAND,
  },
  no_customer: {
    status: "REFUSED",
    told: "The session names no customer",
    remedy: `${BY_HAND} It is named by client_reference_id, florin_customer_id or florin_external_customer_id.`,
  },
  unknown_pack: { status: "REFUSED", told: "There is no such pack", remedy: BY_HAND },
  unknown_wallet: {
    status: "REFUSED",
    told: "The customer has no such wallet",
    remedy: BY_HAND,
  },
  unknown_customer: {
    status: "FAILED",
    told: "There is no such customer",
    remedy: "Create the customer under this external id, then process the delivery again.",
  },
  not_granted: {
    status: "FAILED",
    told: "The credits could not be granted",
    remedy: "Mend what stands in the way, then process the delivery again.",
  },
} as const satisfies Readonly<Record<string, Known>>;

export type Reason = keyof typeof REASONS;

/** What stands for a word of another release. */
const UNKNOWN = { told: "Decided by another release", remedy: null };

export function wordsOf(reason: string): Pick<Known, "told" | "remedy"> {
  return Object.hasOwn(REASONS, reason) ? REASONS[reason as Reason] : UNKNOWN;
}

/** Why a delivery was turned away before anybody knew whose it was. */
export const STRANGER_REASONS = {
  unsigned: {
    told: "Without a signature",
    remedy: "Nothing to do: Stripe signs what it sends, so somebody else called.",
  },
  bad_signature: {
    told: "Signed with another secret",
    remedy:
      "If Stripe shows failed deliveries, enter the signing secret that it shows for this address.",
  },
  old_timestamp: {
    told: "Signed too long ago",
    remedy: "Sent again by somebody, or this machine's clock is wrong: compare the clock.",
  },
  no_secret: {
    told: "Before a signing secret was entered",
    remedy: "Enter the signing secret; Stripe sends the events again by itself for three days.",
  },
  sealed_secret: {
    told: "While the signing secret could not be read",
    remedy: "NEXTAUTH_SECRET has changed since: enter the signing secret once more.",
  },
  malformed: {
    told: "Signed, but not an event",
    remedy: "Send snapshot events to this address, not thin ones.",
  },
} as const;
export type StrangerReason = keyof typeof STRANGER_REASONS;
