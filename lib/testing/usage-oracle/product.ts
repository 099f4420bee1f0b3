/** The same history done to the product, by HTTP, with customers who live on a test clock. */

import { type Clocked, onATestClock } from "../clocked";
import { aReference } from "../factories";
import { text } from "./amounts";
import type { Sent } from "./counting";
import type { Grant, Wallet } from "./grants";
import type { Model } from "./price";
import type { Feature, Limit, Shop } from "./shop";

type Json = Record<string, unknown>;

/** An organization with the shop's catalogue; each history there has a customer of its own. */
export type Opened = Pick<Clocked, "ctx" | "caller" | "made"> & {
  readonly shop: Shop;
  readonly featureIds: ReadonlyMap<string, string>;
  readonly planId: string | null;
};

export type Product = Opened & {
  readonly externalId: string;
  readonly walletIds: ReadonlyMap<Wallet, string>;
  readonly advance: (to: number) => Promise<unknown>;
};

const iso = (at: number) => new Date(at).toISOString();

export async function openShop(shop: Shop): Promise<Opened> {
  const { ctx, caller, made } = await onATestClock(iso(shop.start));
  const featureIds = new Map<string, string>();
  for (const feature of shop.features) {
    const { id } = await made("/features", featureBody(feature));
    featureIds.set(feature.key, id);
    if (feature.price.by !== "cost") continue;
    for (const { from, unit, own } of feature.price.versions) {
      const path = `/features/${id}/credit-costs`;
      const since = { effective_from: iso(from) };
      await made(path, { credits_per_unit: text(unit), ...since });
      if (own === null) continue;
      const split = { property: "model", values: ["own"] };
      await made(path, { credits_per_unit: text(own), ...split, ...since });
    }
  }
  const planId = shop.hasPlan ? await planOf(shop, made, featureIds) : null;
  return { ctx, caller, made, shop, featureIds, planId };
}

/** A customer on a clock of its own, with the shop's wallets, subscribed to its plan. */
export async function enter(opened: Opened): Promise<Product> {
  const externalId = aReference();
  const { shop, made, featureIds, planId } = opened;
  const clock = await made("/test-clocks", { name: externalId, frozen_at: iso(shop.start) });
  const customer = await made("/customers", {
    ...{ external_id: externalId, test_clock_id: clock.id, timezone: shop.zone.name },
  });
  const walletIds = new Map<Wallet, string>();
  for (const wallet of shop.wallets) {
    const { id } = await made("/wallets", {
      ...{ customer_id: customer.id, currency: "USD", name: wallet.name },
      ...{ priority: wallet.priority, shortage_policy: wallet.policy },
      conversion_rate: text(wallet.rate),
      overage_limit: wallet.limit === null ? null : text(wallet.limit),
      feature_ids: wallet.features.map((key) => featureIds.get(key)),
    });
    walletIds.set(wallet, id);
  }
  if (planId !== null) {
    const cycle = { billing_cycle: shop.cycle };
    await made("/subscriptions", { customer_id: customer.id, plan_id: planId, ...cycle });
  }
  const advance = (to: number) => made(`/test-clocks/${clock.id}/advance`, { to: iso(to) });
  return { ...opened, externalId, walletIds, advance };
}

async function planOf(
  shop: Shop,
  made: Clocked["made"],
  featureIds: ReadonlyMap<string, string>,
): Promise<string> {
  const plan = await made("/plans", { name: "Plan" });
  for (const { key, price, limit } of shop.features) {
    const about = { plan_id: plan.id, feature_id: featureIds.get(key) };
    if (price.by === "charge") {
      const unit = price.inMoney ? {} : { price_unit: "credits" };
      await made("/prices", { ...about, type: "USAGE", ...unit, ...priceBody(price.model) });
    }
    if (limit) await made("/entitlements", { ...about, ...limitBody(limit) });
  }
  await made("/prices", { plan_id: plan.id, type: "FIXED", amount: "1" });
  return plan.id;
}

const limitBody = (limit: Limit): Json => ({
  included_units: limit.included === null ? null : text(limit.included),
  usage_limit: limit.limit === null ? null : text(limit.limit),
  ...{ is_soft_limit: limit.isSoft, usage_reset_period: RESETS[limit.reset], per: limit.per },
});

const RESETS = {
  DAY: "DAILY",
  WEEK: "WEEKLY",
  MONTH: "MONTHLY",
  BILLING_PERIOD: "BILLING_PERIOD",
  NEVER: "NEVER",
};

const featureBody = (feature: Feature): Json => ({
  ...{ name: feature.key, lookup_key: feature.key, allow_returns: feature.returns },
  meter: {
    event_name: feature.event,
    aggregation: {
      type: feature.aggregation,
      field: feature.aggregation === "COUNT" ? null : "n",
      ...(feature.aggregation === "SUM" && { multiplier: text(feature.multiplier) }),
    },
    filters: feature.region === null ? [] : [{ key: "region", values: [feature.region] }],
  },
  ...(feature.once && {
    charge_once: {
      ...{ property: "entity", window: feature.once.window, per: feature.once.per },
      ...(feature.once.window === "days" && { days: feature.once.days }),
    },
  }),
});

const MODES = { GRADUATED: "SLAB", VOLUME: "VOLUME", STAIRSTEP: "STAIRSTEP" };

function priceBody(model: Model): Json {
  const bounds = {
    ...(model.free > 0n && { free_units: text(model.free) }),
    ...(model.maximum !== null && { maximum: text(model.maximum) }),
  };
  if (model.kind === "PER_UNIT") return { ...bounds, amount: text(model.unit) };
  if (model.kind === "PACKAGE") {
    const size = { divide_by: text(model.size) };
    return {
      ...bounds,
      billing_model: "PACKAGE",
      amount: text(model.price),
      transform_quantity: size,
    };
  }
  const tiers = model.tiers.map(({ upTo, unit, flat }) => ({
    ...(upTo !== null && { up_to: text(upTo) }),
    ...{ unit_amount: text(unit), flat_amount: text(flat) },
  }));
  return { ...bounds, billing_model: "TIERED", tier_mode: MODES[model.kind], tiers };
}

export const eventBody = (
  { externalId }: Product,
  { id, name, at, member, properties }: Sent,
): Json => ({
  ...{
    event_name: name,
    external_customer_id: externalId,
    event_id: `${externalId}-${id}`,
    timestamp: iso(at),
  },
  ...{ ...(member !== null && { member }), properties },
});

export async function give(
  { made, walletIds, featureIds }: Product,
  grant: Pick<Grant, "wallet" | "priority" | "category" | "features" | "from" | "to" | "available">,
): Promise<string> {
  const { id } = await made("/credit-grants", {
    ...{ wallet_id: walletIds.get(grant.wallet), amount: text(grant.available) },
    ...{ grant_type: grant.category, priority: grant.priority },
    feature_ids: grant.features.map((key) => featureIds.get(key)),
    effective_at: iso(grant.from),
    expires_at: grant.to === null ? null : iso(grant.to),
  });
  return id;
}

export const correct = ({ caller, externalId }: Product, id: string, quantity: bigint | null) =>
  caller.post(`/events/${externalId}-${id}/correct`, {
    ...(quantity === null ? { void: true } : { quantity: text(quantity) }),
    ...{ reason: "Counted twice", idempotency_key: aReference() },
  });

export async function figuresOf({ caller, walletIds }: Product): Promise<string[][]> {
  const figures: string[][] = [];
  for (const [wallet, id] of walletIds) {
    const { items } = (await caller.get(`/wallets/${id}/grants`)).body;
    for (const { id: grantId, available, held, consumed, expired } of items) {
      figures.push([grantId, available, held, consumed, expired]);
    }
    const { body } = await caller.get(`/wallets/${id}/balance/real-time`);
    figures.push([wallet.name, body.figures.overage]);
  }
  return figures;
}
