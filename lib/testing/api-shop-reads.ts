/** A shop in which something has happened, and what its reads and deletions are asked with. */
import type { Route } from "@/lib/api/route";
import { idText } from "@/lib/ids";
import { StripeEvent } from "@/lib/stripe/schema/event";
import { takeDelivery } from "@/lib/stripe/writes/take-delivery";
import type { Caller } from "./api";
import type { Example, Ids } from "./api-example";
import { aShop, examplesOf, type Shop } from "./api-shop";
import { aRefusedCall } from "./refused-call";
import { anEvent } from "./stripe-events";

export type LivedShop = Shop & { readonly places: Readonly<Record<string, string>> };

/** With an event counted, a use refused, and a plan that is still a draft. */
export async function aLivedShop(): Promise<LivedShop> {
  const shop = await aShop();
  const { caller, ids } = shop;
  const event = {
    ...{ event_name: "contact.exported", external_customer_id: "flex-1", event_id: "e-1" },
    ...{ member: "ada", group_id: "run-1", properties: { country: "DE" } },
  };
  await made(caller, "/events", event);
  const plan = await made(caller, "/plans", { name: "Draft" });
  const price = await made(caller, "/prices", { plan_id: plan.id, type: "FIXED", amount: "9" });
  const allowed = { plan_id: plan.id, feature_id: ids.featureId, usage_limit: "10" };
  const entitlement = await made(caller, "/entitlements", allowed);
  const spare = await made(caller, "/features", { name: "Support", type: "boolean" });
  const once = await made(caller, "/features", {
    name: "Contact reveal",
    meter: { event_name: "contact.revealed" },
    credits_per_unit: "2",
    charge_once: { property: "contact_id", window: "days", days: 30 },
  });
  const revealed = { event_name: "contact.revealed", properties: { contact_id: "contact-7" } };
  await made(caller, "/events", { ...event, ...revealed, event_id: "e-2" });
  const addon = await made(caller, "/addons", { name: "Seats on top", lookup_key: "seats" });
  const monthly = { entity_id: addon.id, type: "FIXED", amount: "5" };
  await made(caller, "/prices", { ...monthly, entity_type: "ADDON" });
  const inDraft = {
    draftPlanId: plan.id,
    draftAddonId: addon.id,
    priceId: price.id,
    entitlementId: entitlement.id,
  };
  const named = {
    ...{ external_id: "flex-1", event_id: "e-1", member: "ada", groupId: "run-1" },
    ...{ lookupKey: "mailboxes", code: "credits" },
  };
  return {
    ...shop,
    places: {
      ...{ ...ids, ...inDraft, ...named, spareFeatureId: spare.id, onceFeatureId: once.id },
      ...{ deliveryId: await aDelivery(shop), requestLogId: await aRefusedCall(shop.ctx) },
    },
  };
}

/** Of Stripe's: paid for by a customer that nobody knows here. */
async function aDelivery({ ctx }: Shop): Promise<string> {
  const arrival = StripeEvent.parse(anEvent({ livemode: false }));
  return idText("sdel", (await takeDelivery({ ...ctx, at: new Date() }, arrival)).id);
}

async function made(caller: Caller, path: string, body: object) {
  const answer = await caller.post(path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** What a read's query says where it has to say something, or is better read for it. */
const queriesOf = (ids: Ids): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  "get /customers/wallets": { lookup_key: "flex-1" },
  "get /customers/usage": { customer_lookup_key: "flex-1" },
  "get /customers/{customerId}/consumption": { ...aroundToday(), grain: "day", by: "feature" },
  "get /reports/consumption": { ...aroundToday(), by: "feature" },
  "get /reports/expiring": { days: "30" },
  "get /wallets/{walletId}/statement": aroundToday(),
  "get /wallets/{walletId}/burn-order": { credits: "60" },
  "get /wallets/{walletId}/explain": { figure: "available" },
  "get /features/{featureId}/charged-entities": {
    external_customer_id: "flex-1",
    entity: "contact-7",
  },
  "get /holds": { customer_id: ids.customerId },
});

const DAY_MS = 86_400_000;

/** Yesterday, today and tomorrow, by whole days. */
function aroundToday() {
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const at = (days: number) => new Date(today + days * DAY_MS).toISOString();
  return { from: at(-1), to: at(2) };
}

/** Where a path's parameter names something else than its name would. */
const instead = ({ places, ids }: LivedShop): Readonly<Record<string, Readonly<Place>>> => ({
  "post /plans/{planId}/publish": { planId: places.draftPlanId ?? "" },
  "post /addons/{addonId}/publish": { addonId: places.draftAddonId ?? "" },
  "post /events/{event_id}/replay": { event_id: ids.keptEventId },
  "get /features/{featureId}/charged-entities": { featureId: places.onceFeatureId ?? "" },
  "delete /features/{featureId}": { featureId: places.spareFeatureId ?? "" },
  "delete /customers/{customerId}": { customerId: places.newcomerId ?? "" },
});
type Place = Record<string, string>;

/**
 * The call that shows what an operation does.
 *
 * @throws Error for one that needs an example and has none.
 */
export function exampleCallOf(shop: LivedShop, route: Route): Partial<Example> {
  const name = `${route.method} ${route.path}`;
  if (route.body !== undefined) {
    const example = examplesOf(shop)[name.replace(/\/preview$/, "")];
    if (!example) throw new Error(`${name} needs an example in lib/testing/api-shop.ts`);
    return example;
  }
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, key = ""]) => key);
  const found = { ...shop.places, ...instead(shop)[name] };
  const missing = names.find((key) => found[key] === undefined);
  if (missing) throw new Error(`${name} needs a ${missing} in lib/testing/api-shop-reads.ts`);
  const params = Object.fromEntries(names.map((key) => [key, found[key] ?? ""]));
  const query = queriesOf(shop.ids)[name];
  return { params, ...(query && { query }) };
}
