/** J1 as the billing admin sets it up: features with their cost, a plan that is published, packs. */
import { expect, test } from "../support/fixtures";
import { panel, title } from "../support/screen";

test.beforeEach(async ({ signIn }) => {
  await signIn("BILLING_ADMIN");
});

test("a feature with its event, filter, unit names and credit cost", async ({ page }) => {
  await page.goto("/features");
  await page.getByRole("link", { name: "New feature" }).first().click();
  await page.getByRole("button", { name: "Create feature" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/name/i);

  await page.getByLabel("Name", { exact: true }).fill("Contact export");
  await expect(page.getByLabel("Key", { exact: true })).toHaveValue("contact_export");
  await page.getByLabel("Event name").fill("contact_export");
  await page.getByRole("button", { name: "Add condition" }).click();
  await page.getByLabel("Property", { exact: true }).fill("region");
  await page.getByLabel("is one of").fill("eu, us");
  await page.getByLabel("One unit is called").fill("contact");
  await page.getByLabel("Several are called").fill("contacts");
  await page.getByLabel("Cost per unit").fill("5");
  await expect(page.getByRole("complementary", { name: "What this means" })).toContainText(
    "Each contact_export event where region is eu or us counts one contact. Each contact costs 5 credits.",
  );
  await page.getByRole("button", { name: "Create feature" }).click();

  await expect(title(page)).toHaveText("Contact export");
  await expect(page.getByRole("main")).toContainText("region");
  await page.goto("/features");
  await expect(page.getByRole("row", { name: /Contact export/ })).toContainText("5");
});

test("a boolean feature counts nothing and costs nothing", async ({ page, api }) => {
  await page.goto("/features/new");
  await page.getByLabel("Name", { exact: true }).fill("CRM sync");
  await page.getByRole("radio", { name: /On or off|Boolean/i }).check();
  await expect(page.getByLabel("Event name")).toHaveCount(0);
  await page.getByRole("button", { name: "Create feature" }).click();

  await expect(title(page)).toHaveText("CRM sync");
  const { items } = (await api.get("/features")).body;
  expect(items).toMatchObject([{ lookup_key: "crm_sync", type: "boolean", meter: null }]);
});

test("a plan goes from draft to published: annual price, monthly credits, free exports", async ({
  page,
  api,
}) => {
  await api.made("/features", {
    name: "Contact export",
    credits_per_unit: "5",
    unit_singular: "contact",
    unit_plural: "contacts",
    meter: { event_name: "contact_export" },
  });
  await page.goto("/plans/new");
  await page.getByLabel("Name", { exact: true }).fill("Basic");
  await page.getByRole("button", { name: "Create and edit draft" }).click();
  await expect(title(page)).toHaveText("Basic, version 1");

  const price = panel(page, "Price");
  await price.getByRole("button", { name: "Add price" }).click();
  await price.getByLabel("Amount").fill("588");
  await price.getByLabel("Every").selectOption("ANNUAL");
  const credits = panel(page, "Credits");
  await credits.getByRole("button", { name: "Add credits" }).click();
  await credits.getByLabel("Amount").fill("2500");
  await expect(credits.getByLabel("Given")).toHaveValue("MONTHLY");
  const features = panel(page, "Features");
  await features.getByRole("checkbox", { name: /Contact export/ }).check();
  await features.getByLabel("Free units").fill("50");
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await expect(page.getByText("Ready to be published.")).toBeVisible();

  await page.getByRole("button", { name: "Review" }).click();
  await expect(title(page)).toHaveText("Review Basic, version 1");
  await expect(page.getByRole("complementary", { name: "As customers see it" })).toContainText(
    "588",
  );
  const { items: drafted } = (await api.get("/plans")).body;
  expect((await api.get(`/plans/${drafted[0].id}/versions`)).body.items).toMatchObject([
    { version: 1, status: "DRAFT", published_at: null },
  ]);

  await page.getByRole("button", { name: "Publish…" }).click();
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await expect(title(page)).toHaveText("Basic");
  await expect(page.getByText("Published Basic, version 1")).toBeVisible();
  const plan = (await api.get(`/plans/${drafted[0].id}`)).body;
  expect(plan).toMatchObject({
    prices: [{ type: "FIXED", amount: "588", billing_period: "ANNUAL" }],
    credit_grants: [{ credits: "2500", cadence: "RECURRING", period: "MONTHLY" }],
    entitlements: [{ included_units: "50" }],
  });
});

test("a credit pack is made, and offered at its price", async ({ page }) => {
  await page.goto("/packs");
  await page.getByRole("link", { name: "New pack" }).first().click();
  const sheet = page.getByRole("dialog", { name: "New pack" });
  await sheet.getByLabel("Name").fill("Starter");
  await sheet.getByLabel("Credits", { exact: true }).fill("1,000");
  await sheet.getByLabel("Price").fill("29");
  await sheet.getByRole("button", { name: "Create pack" }).click();

  await expect(sheet).toBeHidden();
  const row = page.getByRole("row", { name: /Starter/ });
  await expect(row).toContainText("1,000");
  await expect(row).toContainText("$29");
});

test("a pack is kept within bounds, sold from its page, and told of with its buyer", async ({
  page,
  api,
}) => {
  const customer = await api.made("/customers", { external_id: "acme", name: "Acme" });
  const wallet = await api.made("/wallets", {
    customer_id: customer.id,
    name: "Main wallet",
    currency: "USD",
  });
  const pack = await api.made("/packs", { name: "Starter", credits: "1000", price: "29" });
  await page.goto("/packs");
  await page.getByRole("link", { name: "Starter" }).click();
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Edit Starter" });
  await sheet.getByLabel("Most at a time").fill("0");
  await sheet.getByRole("button", { name: "Save changes" }).click();
  await expect(sheet.getByLabel("Most at a time")).toHaveAccessibleDescription(/At least one/);
  await sheet.getByLabel("Most at a time").fill("3");
  await sheet.getByLabel("Most for one customer").fill("4");
  await sheet.getByRole("button", { name: "Save changes" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("main")).toContainText("1 to 3 at a time");

  await page.getByRole("link", { name: "Sell to customer…" }).click();
  await page.getByRole("link", { name: "Acme" }).click();
  const dialog = page.getByRole("dialog", { name: "Top up" });
  await expect(dialog.getByRole("combobox", { name: "Pack" })).toHaveValue(pack.id);
  await dialog.getByLabel("Pieces").fill("5");
  await expect(dialog.getByText("At most 3 at a time").first()).toBeVisible();
  await dialog.getByLabel("Pieces").fill("3");
  await dialog.getByRole("button", { name: "Sell 3,000 credits" }).click();
  await expect(page.getByRole("dialog", { name: "Credits sold" })).toBeVisible();

  await page.goto(`/packs/${pack.id}/buyers`);
  await expect(page.getByRole("row", { name: /Acme/ })).toContainText("$87");
  await page.getByRole("link", { name: "Activity" }).click();
  await expect(page.getByRole("list", { name: "Activity" })).toContainText(/max per customer/i);
  const refused = await api.post(`/wallets/${wallet.id}/top-up`, {
    ...{ pack_id: pack.id, quantity: 2, transaction_reason: "PURCHASED_CREDIT_INVOICED" },
  });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: "/quantity" }] } });
});
