/** J2, the catalogue by hand: features counted by a filter, switched on, or only counted; Starter paid before or after. */
import type { Page } from "@playwright/test";
import type { Api } from "../support/api";
import { expect, test } from "../support/fixtures";
import { panel, title } from "../support/screen";

test.use({ mode: "TEST" });

test.beforeEach(async ({ signIn }) => {
  await signIn("BILLING_ADMIN");
});

test("tables count where they succeed, exporting is on or off, and its clicks are only counted", async ({
  page,
  api,
}) => {
  await page.goto("/features/new");
  await page.getByLabel("Name", { exact: true }).fill("Create table");
  await page.getByLabel("Event name").fill("table_create");
  await page.getByRole("button", { name: "Add condition" }).click();
  await page.getByLabel("Property", { exact: true }).fill("status");
  await page.getByLabel("is one of").fill("success");
  await page.getByLabel("One unit is called").fill("table");
  await page.getByLabel("Several are called").fill("tables");
  await page.getByLabel("Cost per unit").fill("10");
  await expect(page.getByRole("complementary", { name: "What this means" })).toContainText(
    "Each table_create event where status is success counts one table. Each table costs 10 credits.",
  );
  await page.getByRole("button", { name: "Create feature" }).click();
  await expect(title(page)).toHaveText("Create table");

  await page.goto("/features/new");
  await page.getByLabel("Name", { exact: true }).fill("Exporting");
  await page.getByRole("radio", { name: /On or off/ }).check();
  await page.getByRole("button", { name: "Create feature" }).click();
  await expect(title(page)).toHaveText("Exporting");

  await page.goto("/features/new");
  await page.getByLabel("Name", { exact: true }).fill("Export clicks");
  await page.getByLabel("Event name").fill("export_click");
  await page.getByRole("button", { name: "Create feature" }).click();
  await expect(title(page)).toHaveText("Export clicks");

  const { items } = (await api.get("/features")).body;
  expect(items).toHaveLength(3);
  await api.made("/customers", { external_id: "lumen", name: "Lumen" });
  const sent = (event_name: string, properties: object = {}) =>
    api.made("/events", { event_name, external_customer_id: "lumen", properties });
  expect(await sent("table_create", { status: "failed" })).toMatchObject({ status: "unmatched" });
  expect(await sent("table_create", { status: "success" })).toMatchObject({ status: "refused" });
  expect(await sent("export_click")).toMatchObject({ status: "accepted", credits: "0" });
  await page.goto("/events");
  await expect(page.getByRole("row").filter({ hasText: "export_click" })).toContainText("accepted");
});

/** Features as the test above makes them by hand. */
async function makeFeatures(api: Api): Promise<void> {
  const table = { event_name: "table_create", filters: [{ key: "status", values: ["success"] }] };
  await api.made("/features", { name: "Create table", lookup_key: "table_create", meter: table });
  await api.made("/features", {
    ...{ name: "Enrich contact", lookup_key: "enrich_contact" },
    meter: { event_name: "enrich_contact" },
  });
  await api.made("/features", { name: "Exporting", type: "boolean" });
}

async function addUsage(page: Page, place: number, [feature, price]: readonly [string, string]) {
  const usage = panel(page, "Usage charges");
  await usage.getByRole("button", { name: "Add usage charge" }).click();
  await usage.getByLabel("Feature").nth(place).selectOption({ label: feature });
  await usage.getByLabel("Price a unit").nth(place).fill(price);
}

test("Starter is drawn up by hand: after the month, 14 days to try, tables and rows in money", async ({
  page,
  api,
}) => {
  await makeFeatures(api);
  await page.goto("/plans/new");
  await page.getByLabel("Name", { exact: true }).fill("Starter");
  await page.getByRole("button", { name: "Create and edit draft" }).click();
  await expect(title(page)).toHaveText("Starter, version 1");

  const price = panel(page, "Price");
  await price.getByRole("button", { name: "Add price" }).click();
  await price.getByLabel("Amount").fill("149");
  await price.getByLabel("Invoiced").selectOption({ label: "afterwards" });
  await page.getByLabel("Trial").fill("14");
  await addUsage(page, 0, ["Create table", "10"]);
  await addUsage(page, 1, ["Enrich contact", "1.50"]);
  const credits = panel(page, "Credits");
  await credits.getByRole("button", { name: "Add credits" }).click();
  await credits.getByLabel("Amount").fill("100");
  await credits.getByLabel("Given").selectOption({ label: "once, at the start" });
  await credits.getByLabel("Unused credits").selectOption({ label: "end with the trial" });
  const features = panel(page, "Features");
  await features.getByRole("checkbox", { name: /Exporting/ }).check();
  await features.getByRole("checkbox", { name: /Create table/ }).check();
  await features.getByLabel("Free units").fill("5");
  await expect(page.getByText("Ready to be published.")).toBeVisible();
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Publish…" }).click();
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await expect(page.getByText("Published Starter, version 1")).toBeVisible();

  const [plan] = (await api.get("/plans")).body.items;
  expect((await api.get(`/plans/${plan.id}`)).body).toMatchObject({
    prices: [
      { type: "FIXED", amount: "149", invoice_cadence: "ARREAR", trial_period_days: 14 },
      { type: "USAGE", amount: "10", price_unit: null },
      { type: "USAGE", amount: "1.5", price_unit: null },
    ],
    credit_grants: [{ credits: "100", cadence: "ONETIME" }],
    entitlements: [{}, { included_units: "5" }],
  });
});

/** As the test above draws it up by hand. */
async function sellStarter(api: Api): Promise<void> {
  await makeFeatures(api);
  const { items } = (await api.get("/features")).body;
  const featureId = (key: string) =>
    items.find(({ lookup_key }: { lookup_key: string }) => lookup_key === key).id;
  const plan = await api.made("/plans", { name: "Starter" });
  const monthly = { plan_id: plan.id, billing_period: "MONTHLY" };
  const fee = { type: "FIXED", amount: "149", invoice_cadence: "ARREAR", trial_period_days: 14 };
  await api.made("/prices", { ...monthly, ...fee });
  const [table, row] = [featureId("table_create"), featureId("enrich_contact")];
  await api.made("/prices", { ...monthly, type: "USAGE", feature_id: table, amount: "10" });
  await api.made("/prices", { ...monthly, type: "USAGE", feature_id: row, amount: "1.5" });
  const free = { plan_id: plan.id, feature_id: table, included_units: "5" };
  await api.made("/entitlements", free);
  await api.made(`/plans/${plan.id}/publish`, {});
}

test("by the calendar, without a trial: nothing before the 1st, and then twelve days of 31", async ({
  page,
  api,
}) => {
  await sellStarter(api);
  const clock = await api.made("/test-clocks", {
    ...{ name: "January", frozen_at: "2028-01-20T00:00:00Z" },
  });
  const lumen = { external_id: "lumen", name: "Lumen", test_clock_id: clock.id };
  const customer = await api.made("/customers", lumen);
  const wallet = { customer_id: customer.id, currency: "USD", conversion_rate: "0.03" };
  await api.made("/wallets", { ...wallet, initial_credits_to_load: "1000" });
  await page.goto(`/subscriptions/new?customer=${customer.id}`);
  await page.getByRole("radio", { name: /^Starter/ }).check();
  await page.getByRole("radio", { name: /1st of the month/ }).check();
  await page.getByRole("textbox", { name: "Trial" }).fill("0");
  const preview = page.getByRole("region", { name: "What this does" });
  await expect(preview).toContainText("20 Jan 2028 – 1 Feb 2028");
  await page.getByRole("button", { name: "Start without a charge" }).click();
  await expect(title(page)).toHaveText("Starter");

  const tables = Array.from({ length: 8 }, () => ({
    ...{ event_name: "table_create", external_customer_id: "lumen" },
    properties: { status: "success" },
  }));
  const { results } = await api.made("/events/bulk", { events: tables });
  expect(results.map(({ credits }: { credits: string }) => credits)).toEqual([
    ...["0", "0", "0", "0", "0"],
    ...["333.333333333", "333.333333334", "333.333333333"],
  ]);
  await api.made("/events", { ...tables[0], event_name: "enrich_contact" });
  await api.made(`/test-clocks/${clock.id}/advance`, { to: "2028-02-01T00:00:00Z" });

  await page.goto(`/customers/${customer.id}/invoices`);
  await page.getByRole("link", { name: "INV-2028-000001" }).click();
  const paper = page.getByRole("article", { name: "The invoice" });
  await expect(paper.getByRole("row", { name: /^Starter/ })).toContainText("$57.68");
  await expect(paper.getByRole("row", { name: /^Enrich contact/ })).toContainText("$1.50");
  await expect(paper.getByRole("row", { name: /Paid by credits: Create table/ })).toContainText(
    "1,000",
  );
  await expect(paper).toContainText("$59.18");
});
