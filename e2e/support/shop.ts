/** A business with one of everything that a screen shows, for tests that visit all of them. */
import type { Context } from "@/lib/context";
import { isSandbox } from "@/lib/customer/reads/clock";
import { idText, WalletId } from "@/lib/ids";
import { listRefills } from "@/lib/ledger/reads/refills";
import { RefillInput } from "@/lib/ledger/schema/refill";
import { startRefill } from "@/lib/ledger/writes/start-refill";
import { StripeEvent } from "@/lib/stripe/schema/event";
import { takeDelivery } from "@/lib/stripe/writes/take-delivery";
import { aRefusedCall } from "@/lib/testing/refused-call";
import { anEvent } from "@/lib/testing/stripe-events";
import type { Api } from "./api";
import { anExport, type ContactData, FLEX, flexCorporation, sellContactData } from "./contact-data";

export type Shop = ContactData & {
  readonly customerId: string;
  readonly walletId: string;
  /** A customer with nothing but a name that does not break. */
  readonly longNamedId: string;
  readonly transactionId: string;
  /** One that was charged. */
  readonly eventId: string;
  /** One that ends, so that it can be extended. */
  readonly grantId: string;
  readonly holdId: string;
  readonly refillId: string;
  readonly subscriptionId: string;
  readonly draftPlanId: string;
  readonly productId: string;
  readonly packId: string;
  readonly versionId: string;
  readonly openInvoiceId: string;
  readonly paidInvoiceId: string;
  /** Of Stripe's, for want of its customer. */
  readonly deliveryId: string;
  /** In the request log. */
  readonly refusedCallId: string;
};

const DAY_MS = 86_400_000;

const LONG_NAMED = {
  external_id: "donaudampfschifffahrts-0123456789abcdef0123456789abcdef",
  name: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
  email: "donaudampfschifffahrtselektrizitaetenhauptbetriebswerk@example.com",
};

/**
 * Flex Corporation on a plan, with credits of each kind, use of a few features on a few days,
 * a debit, a paid and an unpaid invoice; and a customer with nothing.
 */
export async function aShop(ctx: Context, api: Api): Promise<Shop> {
  const sold = await sellContactData(ctx, api);
  const { customerId, walletId } = await flexCorporation(api, {
    credits: "250.5",
    lowBalanceAt: "5000",
  });
  const longNamed = await api.made("/customers", LONG_NAMED);
  const subscription = await api.made("/subscriptions", {
    customer_id: customerId,
    plan_id: sold.planId,
  });
  const buy = (key: string) =>
    api.made(`/wallets/${walletId}/top-up`, {
      credits_to_add: "1000",
      transaction_reason: "PURCHASED_CREDIT_INVOICED",
      idempotency_key: key,
    });
  const [paid, open] = [await buy("paid"), await buy("open")];
  await api.put(`/invoices/${paid.invoice_id}/payment`, { payment_status: "SUCCEEDED" });
  await api.made("/events/bulk", { events: uses() });
  const debit = await api.made(`/wallets/${walletId}/debit`, {
    credits: "5",
    reason: "Contact export – 5 credits",
    idempotency_key: "debit",
  });
  const hold = await api.made("/holds", {
    ...{ wallet_id: walletId, credits: "40", purpose: "Nightly run", idempotency_key: "hold" },
  });
  const grant = await api.made("/credit-grants", {
    ...{ wallet_id: walletId, name: "Welcome", amount: "50" },
    expires_at: new Date(ctx.at.getTime() + 30 * DAY_MS).toISOString(),
  });
  const draft = await api.made("/plans", { name: "Professional" });
  await api.made("/prices", { plan_id: draft.id, type: "FIXED", amount: "99" });
  await api.made("/prices", {
    ...{ plan_id: draft.id, type: "CREDITS", billing_period: "ANNUAL", cadence: "MONTHLY" },
    tiers: [
      { credits: "24000", price: "1800" },
      { credits: "36000", price: "2500" },
    ],
  });
  await api.made("/prices", {
    ...{ plan_id: draft.id, type: "USAGE", feature_id: sold.exportId, amount: "4" },
    price_unit: "credits",
  });
  const { event } = (await api.get("/events/export-0")).body;
  const packs = (await api.get("/packs")).body.items;
  const versions = (await api.get(`/plans/${sold.planId}/versions`)).body.items;
  return {
    ...sold,
    ...{ customerId, walletId, longNamedId: longNamed.id, transactionId: debit.transaction_id },
    eventId: event.id,
    ...{ holdId: hold.id, grantId: grant.id, refillId: await aRefill(ctx, walletId) },
    ...{
      subscriptionId: subscription.id,
      draftPlanId: draft.id,
      productId: draft.product_id,
      packId: packs[0].id,
      versionId: versions[0].id,
    },
    ...{ openInvoiceId: open.invoice_id, paidInvoiceId: paid.invoice_id },
    ...{ deliveryId: await aFailedDelivery(ctx), refusedCallId: await aRefusedCall(ctx) },
  };
}

async function aFailedDelivery(ctx: Context): Promise<string> {
  const livemode = !(await isSandbox(ctx));
  const arrival = StripeEvent.parse(anEvent({ livemode }));
  return idText("sdel", (await takeDelivery(ctx, arrival)).id);
}

/** 25 credits every month from now on. */
async function aRefill(ctx: Context, walletId: string): Promise<string> {
  const wallet = WalletId.parse(walletId);
  const terms = { amount: "25", name: "Monthly thanks", reason: "As agreed", reference: "refill" };
  await startRefill(ctx, wallet, RefillInput.parse(terms));
  const [refill] = await listRefills(ctx, { walletId: wallet });
  if (!refill) throw new Error("the refill did not start");
  return refill.id;
}

/** Exports and searches, one event that is not billed to anybody, and one that nobody counts. */
const uses = () => [
  ...Array.from({ length: 60 }, (_, index) => anExport(`export-${index}`)),
  ...Array.from({ length: 12 }, (_, index) =>
    anExport(`search-${index}`, { event_name: "contact_search", group_id: "search" }),
  ),
  anExport("phone-1", { event_name: "phone_reveal" }),
  anExport("nobody-1", { external_customer_id: "nobody" }),
  { event_name: "unknown", external_customer_id: FLEX.external_id, event_id: "unknown-1" },
];
