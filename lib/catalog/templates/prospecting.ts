/** Journey J2: prospecting tables, with a trial, a monthly fee and a price for each table and row. */
import type { Template } from "./template";

export const PROSPECTING: Template = {
  key: "prospecting",
  name: "Prospecting tables",
  summary:
    "14 days of trial with 100 credits that end with it, then a monthly fee with 2,000 credits; tables and rows cost credits.",
  features: [
    {
      feature: {
        key: "table_create",
        name: "Create table",
        unitSingular: "table",
        unitPlural: "tables",
        creditsPerUnit: "10",
        meter: {
          eventName: "table_create",
          filters: [{ property: "status", values: ["success"] }],
        },
      },
    },
    {
      feature: {
        key: "enrich_contact",
        name: "Enrich contact",
        unitSingular: "row",
        unitPlural: "rows",
        creditsPerUnit: "1.5",
        meter: { eventName: "enrich_contact" },
      },
    },
    { feature: { key: "exporting", name: "Exporting", type: "BOOLEAN" } },
  ],
  plans: [
    {
      plan: { name: "Prospecting Starter", key: "prospecting_starter" },
      draft: ({ currency, creditUnit, featureId }) => ({
        currency,
        charges: [
          { kind: "RECURRING", name: "Prospecting Starter", amount: "149", trialDays: 14 },
          { kind: "USAGE", featureId: featureId("table_create"), creditUnit, amount: "10" },
          { kind: "USAGE", featureId: featureId("enrich_contact"), creditUnit, amount: "1.5" },
        ],
        grants: [
          {
            ...{ name: "Trial credits", credits: "100", cadence: "ONETIME" },
            ...{ expirationKind: "TRIAL", category: "PROMOTIONAL" },
          },
          { name: "Monthly credits", credits: "2000" },
        ],
        entitlements: [
          { featureId: featureId("exporting") },
          { featureId: featureId("table_create"), includedUnits: "5" },
          { featureId: featureId("enrich_contact") },
        ],
      }),
    },
  ],
  packs: [{ name: "2,000 credits", credits: "2000", price: "149" }],
};
