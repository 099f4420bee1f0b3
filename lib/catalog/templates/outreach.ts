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

/** All credits of a billing cycle come at its start, and what is left of them ends with it. */
const CYCLES = [
  ["MONTHLY", "1000", "99"],
  ["QUARTERLY", "3000", "279"],
  ["SEMI_ANNUAL", "6000", "534"],
  ["ANNUAL", "12000", "948"],
] as const;

const OUTREACH_PLAN: TemplatePlan = {
  plan: {
    name: "Outreach",
    key: "outreach",
    description:
      "Tried once a team. Billed by the month, quarter, half-year or year, with all credits of the cycle at its start; the first mailbox is free",
  },
  draft: ({ currency, creditUnit, featureId }) => ({
    currency,
    charges: [
      ...CYCLES.map(([period, credits, price]) => ({
        ...({ kind: "CREDITS", name: "Outreach", trialDays: 14 } as const),
        ...{ period, tiers: [{ credits, price }] },
      })),
      {
        ...({ kind: "RECURRING", name: "Mailboxes", amount: "50" } as const),
        ...{ creditUnit, quantity: 1, freeQuantity: 1 },
      },
    ],
    grants: [
      {
        ...({ name: "Trial credits", credits: "50", cadence: "ONETIME" } as const),
        ...({ expirationKind: "TRIAL", category: "PROMOTIONAL" } as const),
      },
    ],
    entitlements: FEATURES.map(({ feature }) => ({ featureId: featureId(feature.key) })),
  }),
};

/** Had by the piece, and charged in credits from the day it is had. */
const inCredits = (
  name: string,
  { key, amount, period }: { key: string; amount: string; period: "MONTHLY" | "ANNUAL" },
): TemplatePlan => ({
  plan: { name, key, kind: "ADD_ON" },
  draft: ({ currency, creditUnit }) => ({
    currency,
    charges: [{ kind: "RECURRING", name, amount, creditUnit, period }],
    entitlements: [],
  }),
});

const PIECES: readonly TemplatePlan[] = [
  inCredits("Further mailbox", { key: "outreach_mailbox", amount: "50", period: "MONTHLY" }),
  inCredits("Phone number", { key: "outreach_phone_number", amount: "30", period: "MONTHLY" }),
  inCredits("Domain", { key: "outreach_domain", amount: "400", period: "ANNUAL" }),
];

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
    "A contact is charged once, calls by the minute and region; mailboxes, phone numbers and domains in credits, the first mailbox free; an add-on for more credits.",
  features: FEATURES,
  plans: [OUTREACH_PLAN, ...PIECES, EXTRA_CREDITS],
  packs: [],
};
