/** J4.8: an admin sees what the credits of the cycle went on and who spent them; J4.6: why a use is refused. */

import type { Api } from "../support/api";
import { FLEX, flexCorporation } from "../support/contact-data";
import { expect, test } from "../support/fixtures";

/** What one use of each costs. */
const CATEGORIES = { "Email unlock": 1, "Mobile reveal": 8, Enrichment: 2, "AI research": 0.5 };
type Category = keyof typeof CATEGORIES;

const eventNameOf = (category: Category) => category.toLowerCase().replace(" ", "_");

async function sellCategories(api: Api): Promise<Readonly<Record<string, string>>> {
  const ids: Record<string, string> = {};
  for (const [name, cost] of Object.entries(CATEGORIES)) {
    const key = eventNameOf(name as Category);
    const feature = await api.made("/features", {
      ...{ name, lookup_key: key, unit_singular: "contact", unit_plural: "contacts" },
      ...{ credits_per_unit: String(cost), meter: { event_name: key } },
    });
    ids[name] = feature.id;
  }
  return ids;
}

const uses = (category: Category, member: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    event_name: eventNameOf(category),
    external_customer_id: FLEX.external_id,
    event_id: `${eventNameOf(category)}-${member}-${index}`,
    member,
  }));

test("the credits of the cycle by category and by member equal the ledger, down to the events", async ({
  page,
  api,
  signIn,
}) => {
  await sellCategories(api);
  const { customerId, walletId } = await flexCorporation(api, { credits: "500" });
  await api.made("/events/bulk", {
    events: [
      ...uses("Email unlock", "ann", 7),
      ...uses("Email unlock", "ben", 2),
      ...uses("Mobile reveal", "ben", 3),
      ...uses("Enrichment", "ann", 4),
      ...uses("AI research", "ann", 3),
    ],
  });
  await api.made(`/wallets/${walletId}/debit`, {
    ...{ credits: "5", reason: "Import by hand", idempotency_key: "import" },
  });

  await signIn("SUPPORT");
  await page.goto(`/customers/${customerId}/consumption?range=month`);
  const chart = page.getByRole("figure", { name: /Credits used by feature/ });
  await expect(chart).toContainText("47.5 credits used; Mobile reveal took the most.");
  const breakdown = page.getByRole("region", { name: "Breakdown" });
  const rows = breakdown.getByRole("row");
  const row = (feature: string, member: string) =>
    rows.filter({ hasText: feature }).filter({ hasText: member });
  await expect(row("Mobile reveal", "ben")).toContainText("24");
  await expect(row("Email unlock", "ann")).toContainText("7");
  await expect(row("AI research", "ann")).toContainText("1.5");
  await expect(row("Manual debits", "No member")).toContainText("5");
  await expect(rows.last()).toContainText("47.5");
  await expect(page.getByText("Equals the ledger")).toBeVisible();

  await page.getByRole("combobox", { name: "By" }).selectOption("member");
  await expect(page).toHaveURL(/by=member/);
  const byMember = page.getByRole("figure", { name: /Credits used by member/ });
  await expect(byMember.getByRole("list", { name: "Series" })).toContainText("benann");

  await page.getByRole("combobox", { name: "By" }).selectOption("api_key");
  const byKey = page.getByRole("figure", { name: /Credits used by API key/ });
  await expect(byKey).toContainText("47.5 credits used.");
  await expect(row("Mobile reveal", "Test")).toContainText("24");
  await expect(page.getByText("Equals the ledger")).toBeVisible();
  await row("Mobile reveal", "Test").getByRole("link", { name: "Mobile reveal" }).click();
  await expect(page).toHaveURL(/\/events\?.*key=key_/);
  await expect(page.getByRole("main").getByRole("row", { name: /mobile_reveal/ })).toHaveCount(3);
  await page.goBack();
  await page.getByRole("combobox", { name: "By" }).selectOption("member");
  await expect(byMember).toBeVisible();

  const file = await page.request.get(
    `/customers/${customerId}/consumption/export/breakdown?range=month`,
  );
  const lines = (await file.text()).trim().split("\r\n");
  expect(lines[0]).toContain("feature,of,events");
  expect(lines).toHaveLength(7);
  expect(lines.find((line) => line.startsWith("Mobile reveal,ben,3,"))).toContain(",24,");

  await row("Email unlock", "ann").getByRole("link", { name: "Email unlock" }).click();
  await expect(page).toHaveURL(/\/events\?.*member=ann/);
  const events = page.getByRole("main").getByRole("row", { name: /email_unlock/ });
  await expect(events).toHaveCount(7);
});

test("a check of access says why, step by step, as the API does, and what would help", async ({
  page,
  api,
  signIn,
}) => {
  const ids = await sellCategories(api);
  const { customerId } = await flexCorporation(api, { credits: "20" });
  const plan = await api.made("/plans", { name: "Team" });
  await api.made("/prices", { plan_id: plan.id, type: "FIXED", amount: "99" });
  await api.made("/entitlements", {
    ...{ plan_id: plan.id, feature_id: ids["Email unlock"], included_units: "2" },
    ...{ usage_limit: "10", is_soft_limit: false, usage_reset_period: "MONTHLY" },
  });
  await api.made(`/plans/${plan.id}/publish`, {});
  await api.made("/subscriptions", { customer_id: customerId, plan_id: plan.id });
  await api.made("/events/bulk", { events: uses("Email unlock", "ann", 9) });

  await signIn("SUPPORT");
  await page.goto(`/customers/${customerId}`);
  await page.getByRole("link", { name: "Entitlements" }).click();
  const table = page.getByRole("region", { name: "Entitlements" });
  const email = table.getByRole("row", { name: /Email unlock/ });
  await expect(email).toContainText("near the limit");
  await expect(email.getByRole("link", { name: "Team" })).toBeVisible();
  await expect(table.getByRole("row", { name: /Mobile reveal/ })).toContainText(
    "Price, 8 credits per contact",
  );

  await email.getByRole("link", { name: "Email unlock" }).click();
  const answer = page.getByRole("region", { name: "Answer" });
  const reasons = answer.getByRole("list", { name: "Reasons" }).getByRole("listitem");
  await expect(answer).toContainText("It would cost 1 credit.");
  await expect(reasons.filter({ hasText: "Limit" })).toContainText("9 of at most 10 contacts used");

  const form = page.getByRole("form", { name: "Check access" });
  await form.getByLabel("Quantity").fill("2");
  await form.getByRole("button", { name: "Check" }).click();
  await expect(answer).toContainText("Refused: the limit is reached");
  await expect(reasons.last()).toContainText("2 more go beyond");
  await expect(answer).toContainText("Raise the limit");

  await form.getByLabel("Feature").selectOption("Mobile reveal");
  await form.getByLabel("Member").fill("ben");
  await form.getByRole("button", { name: "Check" }).click();
  await expect(answer).toContainText("Refused: not enough credits");
  const { reasons: told, cost } = await api.made("/check", {
    ...{ external_customer_id: FLEX.external_id, feature_key: "mobile_reveal" },
    ...{ quantity: 2, member: "ben" },
  });
  expect(cost).toBe("16");
  await expect(reasons).toHaveCount(told.length);
  for (const [place, { text }] of told.entries()) {
    await expect(reasons.nth(place)).toContainText(text);
  }
  await expect(answer.getByRole("link", { name: "Top up 3 credits" })).toBeVisible();
});
