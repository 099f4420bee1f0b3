import { describe, expect, it } from "vitest";
import { OUTREACH } from "./outreach";
import { featureWords, planWords } from "./part-words";
import type { Template, TemplateFeature } from "./template";
import { TIERED_PLANS } from "./tiered-plans";

const PARTS = { currency: "USD", creditUnit: "credits", featureId: (key: string) => key };

const wordsOf = ({ plans }: Template): Record<string, string> =>
  Object.fromEntries(
    plans.map(({ plan, draft }) => [plan.name, planWords(draft(PARTS), "credits")]),
  );

describe("what a template's plan asks and gives, in words", () => {
  it("tells the credits of a lone tier, and what is free of a fee in credits", () => {
    expect(wordsOf(OUTREACH)).toMatchObject({
      Outreach: [
        "1,000 credits for $99.00 / month",
        "3,000 credits for $279.00 / quarter",
        "6,000 credits for $534.00 / half-year",
        "12,000 credits for $948.00 / year",
        "Mailboxes: 50 credits / month, the first free",
        "14 days of trial",
        "50 credits once",
      ].join(" · "),
      Domain: "400 credits / year",
      "1,000 more credits a month": "$25.00 / month · 1,000 credits / month",
    });
  });

  it("tells what each of several tiers gives and asks, and that a plan asks nothing", () => {
    expect(wordsOf(TIERED_PLANS)).toEqual({
      Free: "no fee · 100 credits / month",
      Starter: [
        "2,000 or 3,000 credits for $149.00 or $199.00 / month",
        "24,000 or 36,000 credits for $1,800.00 or $2,400.00 / year",
      ].join(" · "),
      Pro: [
        "50,000, 70,000 or 100,000 credits for $800.00, $1,050.00 or $1,400.00 / month",
        "600,000, 840,000 or 1,200,000 credits for $9,600.00, $12,600.00 or $16,800.00 / year",
      ].join(" · "),
    });
  });

  it.each([
    ["1", "action", "1 credit per action"],
    ["5", "contact", "5 credits per contact"],
  ])("tells that a feature costs %s each", (creditsPerUnit, unitSingular, words) => {
    const feature = { name: "Feature", key: "feature", creditsPerUnit, unitSingular };
    expect(featureWords({ feature } as TemplateFeature, "credits")).toBe(words);
  });
});
