/** Journey J4: sales outreach: a contact is charged once, calls by region, mailboxes by the month. */
import type { Template, TemplateFeature, TemplatePlan } from "./template";

const reveal = (key: string, name: string, cost: string): TemplateFeature => ({
  feature: {
    ...{ key, name, creditsPerUnit: cost, unitSingular: "contact", unitPlural: "contacts" },
    description: "A contact is charged once, however many times it is shown",
    meter: { eventName: key },
    chargeOnce: { property: "contact_id", window: "EVER" },
  },
});

const FEATURES: readonly TemplateFeature[] = [
  reveal("email_reveal", "Verified email", "1"),
  reveal("mobile_reveal", "Mobile number", "8"),
  {
    feature: {
      key: "waterfall_enrichment",
      name: "Waterfall enrichment",
      description: "Each source of a run says what it costs; the run is the event's group",
      unitSingular: "unit",
      unitPlural: "units",
      creditsPerUnit: "1",
      meter: { eventName: "waterfall_enrichment", aggregation: "SUM", property: "credits" },
    },
  },
  {
    feature: {
      key: "call_minute",
      name: "Call minute",
      unitSingular: "minute",
      unitPlural: "minutes",
      creditsPerUnit: "2",
      meter: { eventName: "call_minute", aggregation: "SUM", property: "minutes" },
    },
    costs: [
      { creditsPerUnit: "1", property: "region", values: ["us"] },
      { creditsPerUnit: "3", property: "region", values: ["apac"] },
    ],
  },
];

const PERIODS = [
  ["MONTHLY", "99"],
  ["QUARTERLY", "279"],
  ["SEMI_ANNUAL", "534"],
  ["ANNUAL", "948"],
] as const;

const OUTREACH_PLAN: TemplatePlan = {
  plan: {
    name: "Outreach",
    key: "outreach",
    description: "Billed by the month, quarter, half-year or year; the first mailbox is free",
  },
  draft: ({ currency, creditUnit, featureId }) => ({
    currency,
    charges: [
      ...PERIODS.map(([period, amount]) => ({
        ...({ kind: "RECURRING", name: "Outreach" } as const),
        ...{ amount, period },
      })),
      {
        ...({ kind: "RECURRING", name: "Mailboxes", amount: "50" } as const),
        ...{ creditUnit, quantity: 1, freeQuantity: 1 },
      },
    ],
    grants: [{ name: "Monthly credits", credits: "1000" }],
    entitlements: FEATURES.map(({ feature }) => ({ featureId: featureId(feature.key) })),
  }),
};

const EXTRA_CREDITS: TemplatePlan = {
  plan: {
    name: "1,000 more credits a month",
    key: "outreach_extra_credits",
    kind: "ADD_ON",
    description: "Added at once and charged in full",
  },
  draft: ({ currency }) => ({
    currency,
    charges: [{ kind: "RECURRING", name: "1,000 more credits", amount: "25" }],
    grants: [{ name: "More credits", credits: "1000" }],
    entitlements: [],
  }),
};

export const OUTREACH: Template = {
  key: "outreach",
  name: "Sales outreach",
  summary:
    "A contact is charged once, calls by region, mailboxes monthly in credits with the first one free, and an add-on for more.",
  features: FEATURES,
  plans: [OUTREACH_PLAN, EXTRA_CREDITS],
  packs: [],
};
