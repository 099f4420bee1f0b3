/**
 * What an event of Stripe's asks for. Pure: whether the customer, the pack and the wallet exist is
 * for the write to find out.
 */
import { type Credits, MOST_CREDITS, parseCredits, ZERO } from "@/lib/money/credits";
import type { Money } from "@/lib/money/money";
import type { Reason } from "./reasons";
import type { Arrival, Session } from "./session";
import { stripeMoney } from "./stripe-money";

/** The metadata that a merchant puts into a checkout session. */
export const KEYS = {
  pack: "florin_pack_id",
  credits: "florin_credits",
  customer: "florin_customer_id",
  externalId: "florin_external_customer_id",
  wallet: "florin_wallet_id",
  days: "florin_expires_after_days",
} as const;

/** What was bought and paid for. Ids are still as the session names them. */
export type Order = {
  readonly session: Session;
  readonly bought:
    | { readonly kind: "pack"; readonly id: string }
    | { readonly kind: "credits"; readonly credits: Credits };
  /** An id, or the customer's external id. */
  readonly customer: string;
  readonly wallet: string | null;
  /** Null: they never expire. Undefined: the session says nothing. */
  readonly days: number | null | undefined;
  readonly price: Money;
  readonly currency: string;
};

export type Verdict =
  | { readonly kind: "grant"; readonly order: Order }
  | { readonly kind: "settled"; readonly reason: Reason };

const settled = (reason: Reason): Verdict => ({ kind: "settled", reason });

const PREFIX = "checkout.session.";
/** What becomes of a session without asking more of it. */
const ENDINGS: ReadonlyMap<string, Reason> = new Map([
  [`${PREFIX}expired`, "session_expired"],
  [`${PREFIX}async_payment_failed`, "payment_failed"],
]);
const PAYING = new Set([`${PREFIX}completed`, `${PREFIX}async_payment_succeeded`]);

/** Whether events of this type are about a checkout session that may matter here. */
export const isAboutCheckout = (type: string): boolean => PAYING.has(type) || ENDINGS.has(type);

/** @param mode of the organization: what was paid in one is worth nothing in the other. */
export function decideEvent(arrival: Arrival, mode: "LIVE" | "TEST"): Verdict {
  const { type, isLive, session } = arrival;
  if (!isAboutCheckout(type)) return settled("other_event");
  if (isLive !== (mode === "LIVE")) return settled(isLive ? "wrong_mode_live" : "wrong_mode_test");
  if (session === null) return settled("unreadable");
  const ending = ENDINGS.get(type);
  if (ending) return settled(ending);
  const { metadata } = session;
  if (!metadata[KEYS.pack] && !metadata[KEYS.credits]) return settled("not_for_florin");
  if (session.mode === "setup") return settled("no_payment");
  return isPaid(session) ? orderOf(session) : settled("not_paid_yet");
}

const isPaid = ({ paymentStatus }: Session): boolean =>
  paymentStatus === "paid" || paymentStatus === "no_payment_required";

function orderOf(session: Session): Verdict {
  const { amountTotal, currency, metadata } = session;
  const bought = boughtIn(metadata);
  if (typeof bought === "string") return settled(bought);
  const days = daysIn(metadata[KEYS.days]);
  // A pack has a term of its own, and can be given a shorter one, but not be told to have none.
  if (Number.isNaN(days) || (days === null && bought.kind === "pack")) return settled("bad_term");
  if (amountTotal === null || currency === null) return settled("no_amount");
  const customer = metadata[KEYS.customer] || metadata[KEYS.externalId] || session.clientReference;
  if (!customer) return settled("no_customer");
  const wallet = metadata[KEYS.wallet] || null;
  const price = stripeMoney(amountTotal, currency);
  return { kind: "grant", order: { session, bought, customer, wallet, days, price, currency } };
}

function boughtIn(metadata: Session["metadata"]): Order["bought"] | Reason {
  const pack = metadata[KEYS.pack];
  const text = metadata[KEYS.credits];
  if (pack && text) return "two_orders";
  if (pack) return { kind: "pack", id: pack };
  const credits = parseCredits(text ?? "");
  const isFit = credits !== undefined && credits > ZERO && credits <= MOST_CREDITS;
  return isFit ? { kind: "credits", credits } : "bad_credits";
}

/** NaN: not a term. */
function daysIn(text: string | undefined): number | null | undefined {
  if (!text) return undefined;
  if (text === "never") return null;
  const days = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return days >= 1 && days <= 3660 ? days : Number.NaN;
}
