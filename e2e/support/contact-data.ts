/** What a contact-data business sells (journey J1), for tests that begin after it was set up. */
import { type PackFields, PackInput } from "@/lib/catalog/schema/pack";
import { createPack } from "@/lib/catalog/writes/create-pack";
import type { Context } from "@/lib/context";
import type { Api } from "./api";

export const FLEX = { external_id: "flex-corp", name: "Flex Corporation" } as const;

/** What one use of each costs. */
const COSTS = { "Contact search": 1, "Contact export": 5, "Phone reveal": 10 } as const;

const PACKS: readonly PackFields[] = [
  { name: "Starter", credits: "1000", price: "29" },
  { name: "Growth", credits: "5000", price: "99" },
];

export type ContactData = {
  readonly exportId: string;
  readonly planId: string;
};

/** Features, packs, and the plan Basic: billed a year ahead, 2,500 credits a month, 50 free exports. */
export async function sellContactData(ctx: Context, api: Api): Promise<ContactData> {
  let exportId = "";
  for (const [name, cost] of Object.entries(COSTS)) {
    const eventName = name.toLowerCase().replace(" ", "_");
    const feature = await api.made("/features", {
      name,
      lookup_key: eventName,
      unit_singular: "contact",
      unit_plural: "contacts",
      credits_per_unit: String(cost),
      meter: { event_name: eventName, filters: [{ key: "region", values: ["eu", "us"] }] },
    });
    if (name === "Contact export") exportId = feature.id;
  }
  for (const pack of PACKS) await createPack(ctx, PackInput.parse(pack));
  const plan = await api.made("/plans", { name: "Basic" });
  await api.made("/prices", {
    plan_id: plan.id,
    type: "FIXED",
    display_name: "Basic plan",
    amount: "588",
    billing_period: "ANNUAL",
  });
  await api.made("/creditgrants", {
    plan_id: plan.id,
    name: "Monthly credits",
    credits: "2500",
    cadence: "RECURRING",
    period: "MONTHLY",
    expiration_type: "GRANT_PERIOD",
  });
  await api.made("/entitlements", {
    plan_id: plan.id,
    feature_id: exportId,
    included_units: "50",
    usage_reset_period: "MONTHLY",
  });
  await api.made(`/plans/${plan.id}/publish`, {});
  return { exportId, planId: plan.id };
}

export type Flex = { readonly customerId: string; readonly walletId: string };

/** Flex Corporation with a wallet at 0.03 USD a credit, and free credits in it. */
export async function flexCorporation(
  api: Api,
  { credits = "0", lowBalanceAt = null as string | null } = {},
): Promise<Flex> {
  const customer = await api.made("/customers", FLEX);
  const wallet = await api.made("/wallets", {
    external_customer_id: FLEX.external_id,
    currency: "USD",
    name: "Main wallet",
    conversion_rate: "0.03",
    low_balance_at: lowBalanceAt,
    initial_credits_to_load: credits,
  });
  return { customerId: customer.id, walletId: wallet.id };
}

/** A contact export of Flex Corporation that counts. */
export const anExport = (eventId: string, over: object = {}) => ({
  event_name: "contact_export",
  external_customer_id: FLEX.external_id,
  event_id: eventId,
  properties: { region: "eu" },
  ...over,
});
