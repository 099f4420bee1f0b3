/** Putting customers on a plan: one by the wizard, many at once, from a catalogue out of a template. */
import { applyTemplate } from "@/lib/catalog/writes/apply-template";
import { expect, test } from "../support/fixtures";

const ACME = { external_id: "acme", name: "Acme GmbH" };
const BOLT = { external_id: "bolt", name: "Bolt AG" };

test("a template shows what it makes, makes it once, says that it is there, and is taken back", async ({
  page,
  signIn,
}) => {
  await signIn("OWNER");
  await page.goto("/");
  await page.getByRole("link", { name: "Begin with a template" }).click();
  await page.getByRole("link", { name: /^Tiered credit plans/ }).click();
  const parts = page.getByRole("region", { name: "Parts of Tiered credit plans" });
  await expect(
    parts.getByRole("row", { name: /Starter.*2,000 or 3,000 credits for \$149\.00 or \$199\.00/ }),
  ).toBeVisible();

  await page.getByRole("button", { name: "Make 4 things" }).click();

  // It publishes three plans: more than a click's work on a slow machine.
  await expect(page.getByRole("link", { name: "See the plans" })).toBeVisible({ timeout: 30_000 });
  await expect(parts.getByText("there already")).toHaveCount(4);

  await page.getByRole("button", { name: "Take back" }).click();

  await expect(parts.getByText("archived")).toHaveCount(4, { timeout: 30_000 });
  await expect(page.getByText("Archived 1 feature and 3 plans")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make 4 things" })).toBeVisible();
});

test("the wizard shows the year ahead of a tier before it starts it", async ({
  api,
  ctx,
  page,
  signIn,
}) => {
  await applyTemplate(ctx, "tiered_plans");
  const customer = await api.made("/customers", ACME);
  await signIn("OWNER");
  await page.goto(`/subscriptions/new?customer=${customer.id}`);

  await page.getByRole("radio", { name: /^Starter/ }).check();
  await expect(page.getByText("The plan has several periods: name one").first()).toBeVisible();
  await page.getByLabel("Billed every").selectOption("MONTHLY");
  await page.getByRole("radio", { name: /^3,000 credits/ }).check();

  const preview = page.getByRole("region", { name: "What this does" });
  const months = preview.getByRole("region", { name: "Months of credits" });
  await expect(months.getByRole("row")).toHaveCount(14);
  await expect(months.getByRole("row").nth(2)).toContainText("+3,000");
  await expect(preview.getByText("At the start")).toBeVisible();
  await expect(preview.getByText("At a renewal")).toHaveCount(2);

  await page.getByLabel("Net days").fill("30");
  await page.getByLabel("PO number").fill("PO-4711");
  await page.getByRole("radio", { name: /^with the payment of its invoice/ }).check();
  await expect(preview.getByText("due by").first()).toBeVisible();
  await expect(months.getByRole("row").nth(2)).toContainText("come with the payment");

  // Somebody else moves the customer's credits: it is shown anew, and asked again.
  const gift = { currency: "USD", initial_credits_to_load: "1" };
  await api.made("/wallets", { customer_id: customer.id, ...gift });
  const start = page.getByRole("button", {
    name: "Invoice $199.00; 3,000 credits come with the payment",
  });
  await start.click();
  await expect(page.getByText("It would come to something else than was shown")).toBeVisible();
  expect((await api.get("/subscriptions")).body.items).toHaveLength(0);

  await start.dblclick();

  await expect(page.getByRole("heading", { name: "Starter", level: 1 })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole("region", { name: "Credits given" })).toContainText("3,000");
  const { items } = (await api.get("/subscriptions")).body;
  expect(items).toHaveLength(1);

  await expect(page.getByText("30 days after they are issued")).toBeVisible();
  await expect(page.getByText("PO-4711")).toBeVisible();
  await page.goto(`/invoices/${items[0].latest_invoice_id}`);
  const paper = page.getByRole("article", { name: "The invoice" });
  await expect(paper).toContainText("PO-4711");
  await expect(paper).toContainText("once it is paid");
  await page.getByRole("button", { name: "Record payment" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Record/ })
    .click();
  await expect(page.getByRole("complementary", { name: "State" })).toContainText(/active/i);
});

test("many are tried before they are started, and none is started twice", async ({
  api,
  ctx,
  page,
  signIn,
}) => {
  await applyTemplate(ctx, "contact_data");
  for (const customer of [ACME, BOLT]) await api.made("/customers", customer);
  await signIn("OWNER");
  await page.goto("/customers");
  await page.getByRole("checkbox", { name: "Choose Acme GmbH" }).check();
  await page.getByRole("checkbox", { name: "Choose Bolt AG" }).check();
  await page.getByRole("link", { name: "Subscribe…" }).click();

  const ids = page.getByRole("textbox", { name: "External ids" });
  await expect(ids).toHaveValue(/acme/);
  await ids.fill("acme\nbolt\nnobody");
  await page.getByRole("button", { name: "Try with 3" }).click();
  await expect(page.getByText("2 will start · 1 refused")).toBeVisible();
  expect((await api.get("/subscriptions")).body.items).toHaveLength(0);

  await page.getByRole("button", { name: "Start 2 subscriptions" }).click();

  await expect(page.getByText("2 started · 1 refused")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Try with 3" }).click();
  await expect(page.getByText("3 refused")).toBeVisible();
  expect((await api.get("/subscriptions")).body.items).toHaveLength(2);
});
