/** J5, the catalogue: a product of which a customer has one subscription, a feature read in another unit, plans in tiers. */
import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { panel, title } from "../support/screen";

test.beforeEach(async ({ signIn }) => {
  await signIn("BILLING_ADMIN");
});

async function publish(page: Page, version: string) {
  await page.getByRole("button", { name: "Review" }).click();
  await expect(title(page)).toHaveText(new RegExp(`^Review .*${version}$`));
  await page.getByRole("button", { name: "Publish…" }).click();
  await page.getByRole("button", { name: `Publish ${version}` }).click();
  await expect(page.getByText(/^Published /)).toBeVisible();
}

/** As a spreadsheet puts rows on the clipboard. */
async function paste(page: Page, into: string, rows: readonly (readonly [string, string])[]) {
  const text = rows.map((row) => row.join("\t")).join("\n");
  await page
    .getByLabel(into, { exact: true })
    .last()
    .evaluate((input, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text", pasted);
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      input.dispatchEvent(event);
    }, text);
}

test("a product is single by choice, and refused to be while somebody has several", async ({
  page,
  api,
}) => {
  await page.goto("/plans/products");
  await page.getByRole("link", { name: "New product" }).first().click();
  const sheet = page.getByRole("dialog", { name: "New product" });
  await sheet.getByRole("button", { name: "Create product" }).click();
  await expect(sheet.getByLabel("Name")).toHaveAccessibleDescription(/Enter a name/);
  await sheet.getByLabel("Name").fill("Enrichment");
  await expect(sheet.getByLabel("Key")).toHaveValue("enrichment");
  await sheet.getByRole("radio", { name: /Several side by side/ }).check();
  await sheet.getByRole("button", { name: "Create product" }).click();
  await expect(sheet).toBeHidden();
  const { items } = (await api.get("/products")).body;
  expect(items).toMatchObject([{ lookup_key: "enrichment", single_active: false }]);

  const plan = await api.made("/plans", { name: "Team", product_id: items[0].id });
  await api.made("/prices", { plan_id: plan.id, type: "FIXED", amount: "9" });
  const customer = await api.made("/customers", { external_id: "acme", name: "Acme" });
  const asked = { customer_id: customer.id, plan_id: plan.id };
  await api.made("/subscriptions", asked);
  await api.made("/subscriptions", asked);

  await page.getByRole("link", { name: "Enrichment" }).click();
  await expect(title(page)).toHaveText("Enrichment");
  await page.getByRole("radio", { name: /One at a time/ }).check();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Acme has several subscriptions of it").first()).toBeVisible();
  expect((await api.get(`/products/${items[0].id}`)).body).toMatchObject({ single_active: false });
});

test("Starter is sold by the month and by the year, in tiers that the buyer chooses", async ({
  page,
  api,
}) => {
  await api.made("/products", { name: "Enrichment", lookup_key: "enrichment" });
  await page.goto("/plans/new");
  await page.getByLabel("Name", { exact: true }).fill("Starter");
  await page.getByLabel("Product").selectOption({ label: "Enrichment" });
  await page.getByRole("button", { name: "Create and edit draft" }).click();
  await expect(title(page)).toHaveText("Starter, version 1");

  const tiers = panel(page, "Credit tiers");
  await tiers.getByRole("button", { name: "Add tiers" }).click();
  await tiers.getByLabel("Credits of tier 1").fill("2000");
  await tiers.getByLabel("Price of tier 1").fill("149");
  await tiers.getByRole("button", { name: "Tier", exact: true }).click();
  await tiers.getByLabel("Credits of tier 2").fill("3000");
  await tiers.getByLabel("Price of tier 2").fill("240");
  await expect(tiers).toContainText("a credit costs more than in the tier before");
  await tiers.getByLabel("Price of tier 2").fill("210");
  await expect(tiers).toContainText("6 %");
  await expect(tiers).not.toContainText("costs more");

  await tiers.getByRole("button", { name: "Add tiers" }).click();
  await tiers.getByLabel("Every").last().selectOption("ANNUAL");
  await paste(page, "Credits of tier 1", [
    ["24,000", "$1,800.00"],
    ["36,000", "$2,520.00"],
  ]);
  await expect(tiers.getByLabel("Credits of tier 2").last()).toHaveValue("36000");
  await expect(page.getByText("Ready to be published.")).toBeVisible();

  const preview = page.getByRole("complementary", { name: "Preview" });
  await expect(preview).toContainText("$149.00");
  await preview.getByLabel("Credits", { exact: true }).selectOption({ index: 1 });
  await expect(preview).toContainText("3,000 credits every month");
  await preview.getByLabel("Billed every").selectOption({ label: "year" });
  await expect(preview).toContainText("24,000 credits every year");
  await expect(preview).toContainText("$1,800.00");

  await page.getByRole("button", { name: "Review" }).click();
  const year = page.getByRole("region", { name: "A year of it" });
  await expect(year).toContainText("$1,788.00");
  await expect(year).toContainText("24,000");
  await page.getByRole("link", { name: "Back to the draft" }).click();
  await publish(page, "version 1");

  const [plan] = (await api.get("/plans")).body.items;
  const { prices } = (await api.get(`/plans/${plan.id}`)).body;
  expect(prices).toMatchObject([
    {
      ...{ type: "CREDITS", billing_period: "MONTHLY", cadence: "PERIOD_START" },
      tiers: [
        { credits: "2000", price: "149" },
        { credits: "3000", price: "210" },
      ],
    },
    {
      ...{ type: "CREDITS", billing_period: "ANNUAL", cadence: "PERIOD_START" },
      tiers: [
        { credits: "24000", price: "1800" },
        { credits: "36000", price: "2520" },
      ],
    },
  ]);
});

test("tiers that descend keep a plan a draft, until they are put in order", async ({
  page,
  api,
}) => {
  const pro = await api.made("/plans", { name: "Pro" });
  await api.made("/prices", {
    ...{ plan_id: pro.id, type: "CREDITS", billing_period: "MONTHLY" },
    tiers: [
      { credits: "50000", price: "800" },
      { credits: "100000", price: "1400" },
      { credits: "70000", price: "1064" },
    ],
  });
  await page.goto(`/plans/${pro.id}/draft`);
  const fault = page.getByRole("button", { name: "Each tier has more credits than the last" });
  await fault.click();
  const tiers = panel(page, "Credit tiers");
  await expect(tiers.getByLabel("Credits of tier 3")).toBeFocused();
  expect((await api.post(`/plans/${pro.id}/publish`, {})).body).toMatchObject({
    code: "validation_error",
  });

  await tiers.getByRole("button", { name: "Move tier 3 up" }).click();
  await expect(tiers.getByLabel("Credits of tier 2")).toHaveValue("70000");
  await expect(page.getByText("Ready to be published.")).toBeVisible();
  await publish(page, "version 1");
  const [price] = (await api.get(`/plans/${pro.id}`)).body.prices;
  expect(price.tiers.map(({ credits }: { credits: string }) => credits)).toEqual([
    "50000",
    "70000",
    "100000",
  ]);
});

test("an add-on is drafted like a plan and listed beside the packs", async ({ page, api }) => {
  await page.goto("/packs");
  await page.getByRole("link", { name: "Add-ons", exact: true }).click();
  await page.getByRole("link", { name: "New add-on" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("Mailboxes");
  await page.getByRole("button", { name: "Create and edit draft" }).click();
  const price = panel(page, "Price");
  await price.getByRole("button", { name: "Add price" }).click();
  await price.getByLabel("Amount").fill("25");
  await price.getByLabel("Counted in").selectOption("credits");
  await price.getByText("Name, key and pieces").click();
  await price.getByLabel("Pieces").fill("3");
  await price.getByLabel("Of them free").fill("1");
  await expect(page.getByRole("complementary", { name: "Preview" })).toContainText("−50 credits");
  await publish(page, "version 1");

  expect((await api.get("/addons/lookup/mailboxes")).body).toMatchObject({
    prices: [{ type: "FIXED", amount: "25", price_unit: "credits", quantity: 3, free_quantity: 1 }],
  });
  expect((await api.get("/plans")).body.items).toEqual([]);
  await page.goto("/packs/add-ons");
  await expect(page.getByRole("row", { name: /Mailboxes/ })).toBeVisible();
});

test("a feature is counted in one unit and read in another", async ({ page, api }) => {
  await page.goto("/features/new");
  await page.getByLabel("Name", { exact: true }).fill("Enriched rows");
  await page.getByLabel("Event name").fill("row.enriched");
  await page.getByLabel("One unit is called").fill("row");
  await page.getByLabel("Several are called").fill("rows");
  await page.getByLabel("Show quantities in another unit").check();
  await page.getByLabel("One is shown as").fill("thousand rows");
  await page.getByLabel("Several are shown as").fill("thousand rows");
  await page.getByLabel("Shown quantity per counted unit").fill("0.001");
  await page.getByRole("button", { name: "Create feature" }).click();
  await expect(title(page)).toHaveText("Enriched rows");
  const { items } = (await api.get("/features")).body;
  expect(items).toMatchObject([{ reporting_unit: { conversion_rate: "0.001" } }]);
});
