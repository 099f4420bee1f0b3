import { describe, expect, it } from "vitest";
import { credits } from "@/lib/testing/amounts";
import { anEvent, aSession } from "@/lib/testing/stripe-events";
import { StripeEvent } from "../schema/event";
import { decideEvent } from "./decide-event";
import { REASONS } from "./reasons";

type Words = Readonly<Record<string, unknown>>;

const decided = (session: Words, event: Words = {}, mode: "LIVE" | "TEST" = "LIVE") => {
  const verdict = decideEvent(StripeEvent.parse(anEvent(event, aSession(session))), mode);
  return verdict.kind === "settled" ? verdict.reason : verdict.order;
};
const noted = (metadata: Words, session: Words = {}) => decided({ metadata, ...session });

describe("a checkout that was paid", () => {
  it("buys so many credits for what was paid, for whom the session names", () => {
    expect(decided({})).toMatchObject({
      bought: { kind: "credits", credits: credits("1000") },
      customer: "acme",
      wallet: null,
      days: undefined,
      price: 29_000_000_000n,
      currency: "USD",
    });
  });

  it("or a pack, into a wallet, with a term", () => {
    const metadata = {
      florin_pack_id: "pack_1",
      florin_customer_id: "cus_1",
      florin_wallet_id: "wal_1",
      florin_expires_after_days: "30",
    };
    expect(noted(metadata)).toMatchObject({
      bought: { kind: "pack", id: "pack_1" },
      ...{ customer: "cus_1", wallet: "wal_1", days: 30 },
    });
    expect(noted({ florin_credits: "5", florin_expires_after_days: "never" })).toMatchObject({
      days: null,
    });
  });

  it("names the customer in metadata before the reference, and by either id", () => {
    const metadata = { florin_credits: "1", florin_external_customer_id: "flex" };
    expect(noted(metadata)).toMatchObject({ customer: "flex" });
    expect(noted({ florin_credits: "1" }, { client_reference_id: null })).toBe("no_customer");
    expect(noted({ florin_credits: "1" }, { client_reference_id: " " })).toBe("no_customer");
  });

  it("may have cost nothing, by a voucher", () => {
    const free = { payment_status: "no_payment_required", amount_total: 0 };
    expect(decided(free)).toMatchObject({ price: 0n });
  });

  it.each([
    ["USD", 2999, 29_990_000_000n],
    ["jpy", 2999, 2_999_000_000_000n],
    ["kwd", 2999, 2_999_000_000n],
    // No smaller part, and counted in hundredths all the same.
    ["ugx", 500, 5_000_000_000n],
  ])("counts %s as Stripe does", (currency, amount_total, price) => {
    expect(decided({ currency, amount_total })).toMatchObject({ price });
  });
});

describe("an event that grants nothing", () => {
  it.each([
    ["payment_intent.succeeded", "other_event"],
    ["invoice.paid", "other_event"],
    ["toString", "other_event"],
    ["checkout.session.expired", "session_expired"],
    ["checkout.session.async_payment_failed", "payment_failed"],
  ])("%s: %s", (type, reason) => {
    expect(decided({}, { type })).toBe(reason);
  });

  it.each([
    ["unpaid", "not_paid_yet"],
    ["of tomorrow", "not_paid_yet"],
  ])("a completed session that is %s", (payment_status, reason) => {
    expect(decided({ payment_status })).toBe(reason);
  });

  it("is one of the other mode, whatever it says", () => {
    expect(decided({}, { livemode: false })).toBe("wrong_mode_test");
    expect(decided({}, {}, "TEST")).toBe("wrong_mode_live");
    expect(decided({}, { livemode: false }, "TEST")).toMatchObject({ customer: "acme" });
  });

  it("is about something else that the merchant sells", () => {
    expect(noted({})).toBe("not_for_florin");
    expect(decided({ metadata: null })).toBe("not_for_florin");
    expect(noted({ florin_credits: "" })).toBe("not_for_florin");
    expect(decided({ mode: "setup" })).toBe("no_payment");
  });

  it("cannot be read", () => {
    for (const object of [null, 7, {}, { ...aSession(), object: "charge" }]) {
      const verdict = decideEvent(StripeEvent.parse(anEvent({ data: { object } })), "LIVE");
      expect(verdict).toEqual({ kind: "settled", reason: "unreadable" });
    }
    expect(decided({ id: "cs\u0000" })).toBe("unreadable");
    expect(decided({ amount_total: -1 })).toBe("unreadable");
    expect(decided({ currency: "doubloons" })).toBe("unreadable");
  });

  it.each([
    [{ florin_credits: "1", florin_pack_id: "pack_1" }, "two_orders"],
    [{ florin_credits: "many" }, "bad_credits"],
    [{ florin_credits: "0" }, "bad_credits"],
    [{ florin_credits: "-5" }, "bad_credits"],
    [{ florin_credits: "1e9" }, "bad_credits"],
    [{ florin_credits: "0.0000000001" }, "bad_credits"],
    [{ florin_credits: "1000000000000001" }, "bad_credits"],
    [{ florin_credits: "1", florin_expires_after_days: "0" }, "bad_term"],
    [{ florin_credits: "1", florin_expires_after_days: "1.5" }, "bad_term"],
    [{ florin_credits: "1", florin_expires_after_days: "3661" }, "bad_term"],
    [{ florin_pack_id: "pack_1", florin_expires_after_days: "never" }, "bad_term"],
  ])("%j: %s", (metadata, reason) => {
    expect(noted(metadata)).toBe(reason);
  });

  it("tells no amount", () => {
    expect(decided({ amount_total: null })).toBe("no_amount");
    expect(decided({ currency: null })).toBe("no_amount");
  });
});

it("keeps of a session what decides, and nobody's name, address or notes", () => {
  const { session } = StripeEvent.parse(anEvent());
  expect(JSON.stringify(session)).not.toMatch(/ada@|4711|cart/i);
  expect(session).toMatchObject({ id: "cs_live_a1", metadata: { florin_credits: "1000" } });
  expect(StripeEvent.parse(anEvent({ type: "charge.refunded" })).session).toBeNull();
  const expanded = anEvent({}, aSession({ payment_intent: { id: "pi_2", amount: 1 } }));
  expect(StripeEvent.parse(expanded).session?.paymentIntent).toBe("pi_2");
});

it("has a way out of everything that a person must settle", () => {
  for (const { status, remedy } of Object.values(REASONS)) {
    if (status === "REFUSED" || status === "FAILED") expect(remedy).not.toBeNull();
  }
});
