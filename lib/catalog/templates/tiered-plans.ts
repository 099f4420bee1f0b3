/** Journey J5: plans with tiers of credits, monthly and annual, the tier chosen at subscription. */
import type { Template, TemplatePlan } from "./template";

type Tiers = readonly (readonly [credits: string, price: string])[];

const tiered = (
  name: string,
  { monthly, annual }: { monthly: Tiers; annual: Tiers },
): TemplatePlan => ({
  plan: {
    name,
    key: `tiered_${name.toLowerCase()}`,
    description: "The tier is chosen at subscription; annual credits come up front",
  },
  draft: ({ currency, featureId }) => ({
    currency,
    charges: [
      { kind: "CREDITS", name: "Credits a month", period: "MONTHLY", tiers: tiersOf(monthly) },
      { kind: "CREDITS", name: "Credits a year", period: "ANNUAL", tiers: tiersOf(annual) },
    ],
    entitlements: [{ featureId: featureId("ai_action") }],
  }),
});

const tiersOf = (tiers: Tiers) => tiers.map(([credits, price]) => ({ credits, price }));

export const TIERED_PLANS: Template = {
  key: "tiered_plans",
  name: "Tiered credit plans",
  summary:
    "Free, Starter and Pro with tiers of credits: one total price a tier, monthly or annual with all credits up front.",
  features: [
    {
      feature: {
        key: "ai_action",
        name: "AI action",
        unitSingular: "action",
        unitPlural: "actions",
        creditsPerUnit: "1",
        meter: { eventName: "ai_action" },
        reportingUnit: {
          unitSingular: "thousand actions",
          unitPlural: "thousand actions",
          conversionRate: "0.001",
        },
      },
    },
  ],
  plans: [
    {
      plan: { name: "Free", key: "tiered_free" },
      draft: ({ currency, featureId }) => ({
        currency,
        grants: [{ name: "Free credits", credits: "100", category: "PROMOTIONAL" }],
        entitlements: [{ featureId: featureId("ai_action") }],
      }),
    },
    tiered("Starter", {
      monthly: [
        ["2000", "149"],
        ["3000", "199"],
      ],
      annual: [
        ["24000", "1800"],
        ["36000", "2400"],
      ],
    }),
    tiered("Pro", {
      monthly: [
        ["50000", "800"],
        ["70000", "1050"],
        ["100000", "1400"],
      ],
      annual: [
        ["600000", "9600"],
        ["840000", "12600"],
        ["1200000", "16800"],
      ],
    }),
  ],
  packs: [],
};
