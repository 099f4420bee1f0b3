/** Journey J3: credits for an AI API: models, calls and minutes burn one balance. */
import type { Template } from "./template";

export const AI_API: Template = {
  key: "ai_api",
  name: "AI API",
  summary:
    "Model calls, API calls and compute minutes burn one balance. Monthly credits that roll over up to a cap, and packs that last 90 days.",
  features: [
    {
      feature: {
        key: "model_inference",
        name: "Model inference",
        description: "The credits that each call says it costs",
        unitSingular: "unit",
        unitPlural: "units",
        creditsPerUnit: "1",
        meter: { eventName: "model.inference", aggregation: "SUM", property: "credits" },
      },
    },
    {
      feature: {
        key: "api_call",
        name: "API call",
        description: "Premium endpoints cost more",
        unitSingular: "call",
        unitPlural: "calls",
        creditsPerUnit: "1",
        meter: { eventName: "api.call" },
      },
      costs: [{ creditsPerUnit: "5", property: "endpoint", values: ["premium"] }],
    },
    {
      feature: {
        key: "compute_minute",
        name: "Compute minute",
        unitSingular: "minute",
        unitPlural: "minutes",
        creditsPerUnit: "1",
        meter: { eventName: "compute.minute" },
      },
    },
  ],
  plans: [
    {
      plan: {
        name: "Platform",
        key: "platform",
        description: "Unused credits roll over, up to 50,000",
      },
      draft: ({ currency, featureId }) => ({
        currency,
        charges: [{ kind: "RECURRING", name: "Platform", amount: "499" }],
        grants: [
          {
            ...{ name: "Included credits", credits: "50000" },
            rollover: { mode: "cap", cap: "50000", periods: 1 },
          },
        ],
        entitlements: ["model_inference", "api_call", "compute_minute"].map((key) => ({
          featureId: featureId(key),
        })),
      }),
    },
  ],
  packs: [
    { name: "25,000 credits", credits: "25000", price: "250", expiresAfterDays: 90 },
    { name: "100,000 credits", credits: "100000", price: "900", expiresAfterDays: 90 },
  ],
};
