/** J1 for one customer: Flex Corporation is added, subscribes, and its first invoice is paid. */
import { FLEX, sellContactData } from "../support/contact-data";
import { expect, test } from "../support/fixtures";
import { panel, title } from "../support/screen";

test("path A: a customer with an external id subscribes; grant, access and invoice arrive", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  await signIn("BILLING_ADMIN");
  await page.goto("/customers");
  await page.getByRole("link", { name: "New customer" }).first().click();
  await page.getByLabel("External id", { exact: true }).fill(FLEX.external_id);
  await page.getByLabel("Name", { exact: true }).fill(FLEX.name);
  await page.getByRole("button", { name: "Create customer" }).click();
  await expect(title(page)).toHaveText(FLEX.name);
  await expect(page.getByText("No plan", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "Subscribe" }).click();
  await page.getByRole("radio", { name: /Basic/ }).check();
  const preview = page.getByRole("region", { name: "What this does" });
  await expect(preview).toContainText("$588");
  await expect(preview).toContainText("2,500 credits");
  await page.getByRole("button", { name: "Invoice $588.00 and grant 2,500 credits" }).dblclick();

  await expect(title(page)).toHaveText("Basic");
  // This month and the twelve after it.
  const ahead = page.getByRole("region", { name: "Months of credits" });
  await expect(ahead.getByRole("row")).toHaveCount(14);
  await expect(ahead.getByRole("row").nth(2)).toContainText("2,500");
  const { items } = (await api.get("/subscriptions")).body;
  expect(items).toMatchObject([{ subscription_status: "active", billing_period: "ANNUAL" }]);

  await page.getByRole("link", { name: FLEX.name }).click();
  await expect(page.getByText("Basic plan", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("definition").first()).toContainText("2,500 credits");
  const asked = await api.made("/check", {
    external_customer_id: FLEX.external_id,
    feature_key: "contact_export",
  });
  expect(asked).toMatchObject({ allowed: true, cost: "0", entitlement: { remaining: "50" } });
});

test("finance sees the first invoice and records its payment; the billing admin may not", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  const { planId } = await sellContactData(ctx, api);
  await api.made("/customers", FLEX);
  const subscription = await api.made("/subscriptions", {
    external_customer_id: FLEX.external_id,
    plan_id: planId,
  });

  await signIn("BILLING_ADMIN");
  await page.goto(`/invoices/${subscription.latest_invoice_id}`);
  await expect(page.getByRole("main")).toContainText("$588.00");
  await expect(page.getByRole("button", { name: "Record payment" })).toHaveCount(0);

  await signIn("FINANCE");
  await page.goto("/invoices");
  await page
    .getByRole("row", { name: /Flex Corporation/ })
    .getByRole("link")
    .first()
    .click();
  await page.getByRole("button", { name: "Record payment" }).click();
  const dialog = page.getByRole("dialog", { name: "Record payment" });
  await dialog.getByLabel("Amount received").fill("588.01");
  await dialog.getByRole("button", { name: /^Record / }).click();
  await expect(dialog.getByLabel("Amount received")).toHaveAccessibleDescription(
    "More than is due",
  );
  await dialog.getByLabel("Amount received").fill("88");
  await expect(dialog.getByRole("region", { name: "After this payment" })).toContainText("$500.00");
  await dialog.getByLabel("Amount received").fill("588");
  await dialog.getByLabel("Reference").fill("WIRE-7");
  await dialog.getByRole("button", { name: "Record $588.00" }).click();

  await expect(dialog).toBeHidden();
  await expect(panel(page, "Payments")).toContainText("WIRE-7");
  const invoice = (await api.get(`/invoices/${subscription.latest_invoice_id}`)).body;
  expect(invoice).toMatchObject({ payment_status: "SUCCEEDED", amount_remaining: "0" });
});
