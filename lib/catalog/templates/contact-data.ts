/** Journey J1: contact data with a credit cost per action, on annual plans and in packs. */
import type { Template, TemplateFeature, TemplatePlan } from "./template";

const action = (key: string, name: string, cost: string, units: readonly [string, string]) =>
  ({
    feature: {
      ...{ key, name, creditsPerUnit: cost, meter: { eventName: key } },
      ...{ unitSingular: units[0], unitPlural: units[1] },
    },
  }) satisfies TemplateFeature;

const FEATURES = [
  action("contact_search", "Contact search", "1", ["search", "searches"]),
  action("contact_export", "Contact export", "5", ["contact", "contacts"]),
  action("email_enrichment", "Email enrichment", "2", ["email", "emails"]),
  action("phone_reveal", "Phone reveal", "10", ["number", "numbers"]),
];

const offer = (
  name: string,
  terms: { price: string; credits: string; exports: string },
): TemplatePlan => ({
  plan: { name, key: name.toLowerCase(), description: "Billed yearly, credits every month" },
  draft: ({ currency, featureId }) => ({
    currency,
    overageRule: "INVOICE",
    overagePrice: "1",
    charges: [{ kind: "RECURRING", name: `${name} plan`, amount: terms.price, period: "ANNUAL" }],
    grants: [{ name: `${name} monthly credits`, credits: terms.credits, period: "MONTHLY" }],
    entitlements: FEATURES.map(({ feature: { key } }) => ({
      featureId: featureId(key),
      ...(key === "contact_export" && { includedUnits: terms.exports, reset: "MONTH" as const }),
    })),
  }),
});

export const CONTACT_DATA: Template = {
  key: "contact_data",
  name: "Contact data",
  summary:
    "Every action costs credits. Annual plans with credits each month, 50 exports free, and packs for more.",
  features: FEATURES,
  plans: [
    offer("Basic", { price: "588", credits: "2500", exports: "50" }),
    offer("Professional", { price: "948", credits: "4000", exports: "100" }),
  ],
  packs: [
    { name: "Starter", credits: "1000", price: "29" },
    { name: "Growth", credits: "5000", price: "99" },
    { name: "Pro", credits: "20000", price: "299" },
  ],
};
