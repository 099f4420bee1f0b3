/** J5.4–5.6: a tier is subscribed to, credits are used, an upgrade replaces them, a downgrade waits. */
import type { Page } from "@playwright/test";
import { applyTemplate } from "@/lib/catalog/writes/apply-template";
import { expect, test } from "../support/fixtures";
import { title } from "../support/screen";

test.use({ mode: "TEST" });

const ACME = { external_id: "acme", name: "Acme GmbH" };

/** Through the wizard, billed by the month, at the tier of so many credits. */
async function startByMonth(
  page: Page,
  customerId: string,
  { plan, credits, fee }: { plan: string; credits: string; fee: string },
): Promise<void> {
  await page.goto(`/subscriptions/new?customer=${customerId}`);
  await page.getByRole("radio", { name: new RegExp(`^${plan}`) }).check();
  await page.getByLabel("Billed every").selectOption("MONTHLY");
  await page.getByRole("radio", { name: new RegExp(`^${credits} credits`) }).check();
  await page.getByRole("button", { name: `Invoice ${fee} and grant ${credits} credits` }).click();
  await expect(title(page)).toHaveText(plan);
}

test("an upgrade voids and replaces, a downgrade waits for the end of the period", async ({
  api,
  ctx,
  page,
  signIn,
}) => {
  await applyTemplate(ctx, "tiered_plans");
  const clock = await api.made("/test-clocks", {
    ...{ name: "Spring", frozen_at: "2026-04-01T00:00:00Z" },
  });
  const advance = (to: string) => api.made(`/test-clocks/${clock.id}/advance`, { to });
  const customer = await api.made("/customers", { ...ACME, test_clock_id: clock.id });
  await signIn("BILLING_ADMIN");

  await startByMonth(page, customer.id, { plan: "Starter", credits: "2,000", fee: "$149.00" });

  await advance("2026-04-16T00:00:00Z");
  const used = { external_customer_id: ACME.external_id, credits: "500" };
  await api.made("/wallets/debit", { ...used, reason: "Calls", idempotency_key: "calls-1" });
  await page.getByRole("link", { name: ACME.name }).first().click();
  await page.getByRole("link", { name: "Consumption", exact: true }).click();
  await expect(page.getByRole("main")).toContainText("500");

  const [starter] = (await api.get("/subscriptions")).body.items;
  await page.goto(`/subscriptions/${starter.id}`);
  await page.getByRole("link", { name: "Change plan" }).click();
  await page.getByRole("radio", { name: /^Pro/ }).check();
  await page.getByLabel("Billed every").selectOption("MONTHLY");
  await page.getByRole("radio", { name: /^50,000 credits/ }).check();
  const preview = page.getByRole("region", { name: "What this does" });
  await expect(preview.getByRole("region", { name: "Invoice" })).toContainText("50% of $149.00");
  await expect(preview.getByRole("region", { name: "Credits" })).toContainText("1,500 credits");
  await page.getByRole("radio", { name: "Goes on" }).check();
  await expect(
    page.getByRole("button", { name: "Charge $325.50 and grant 25,000 credits" }),
  ).toBeEnabled();
  await page.getByRole("radio", { name: "Ends, and a new one starts" }).check();
  await page.getByRole("button", { name: "Charge $725.50 and grant 50,000 credits" }).dblclick();

  await expect(title(page)).toHaveText("Pro");
  const wallets = async () => (await api.get(`/customers/${customer.id}/wallets`)).body;
  expect(await wallets()).toMatchObject([{ figures: { available: "50000" } }]);

  await page.getByRole("link", { name: "Change plan" }).click();
  await page.getByRole("radio", { name: /^Starter/ }).check();
  await page.getByLabel("Billed every").selectOption("MONTHLY");
  await page.getByRole("radio", { name: /^2,000 credits/ }).check();
  const later = page.getByRole("button", {
    name: "On 16 May 2026: charge $149.00 and grant 2,000 credits",
  });
  await later.click();
  await expect(page.getByText("Changes to Starter")).toBeVisible();
  await page.getByRole("button", { name: "Call off the change" }).click();
  await expect(page.getByText("Changes to Starter")).toHaveCount(0);

  await page.getByRole("link", { name: "Change plan" }).click();
  await page.getByRole("radio", { name: /^Starter/ }).check();
  await page.getByLabel("Billed every").selectOption("MONTHLY");
  await page.getByRole("radio", { name: /^2,000 credits/ }).check();
  await later.click();
  await expect(page.getByText("Changes to Starter")).toBeVisible();
  expect(await wallets()).toMatchObject([{ figures: { available: "50000" } }]);

  await advance("2026-05-17T00:00:00Z");

  expect(await wallets()).toMatchObject([{ figures: { available: "2000" } }]);
  const { items } = (await api.get("/subscriptions?subscription_status=active")).body;
  expect(items).toMatchObject([{ plan_name: "Starter", start_date: "2026-05-16T00:00:00.000Z" }]);
  await page.goto(`/subscriptions/${items[0].id}`);
  await expect(page.getByRole("main")).toContainText("Pro");
});

test("a time that was said stays, also where it was the usual one and the next choice would wait", async ({
  api,
  ctx,
  page,
  signIn,
}) => {
  await applyTemplate(ctx, "tiered_plans");
  const customer = await api.made("/customers", ACME);
  await signIn("BILLING_ADMIN");
  await startByMonth(page, customer.id, { plan: "Pro", credits: "70,000", fee: "$1,050.00" });

  await page.getByRole("link", { name: "Change plan" }).click();
  const now = page.getByRole("radio", { name: /^Now/ });
  await page.getByRole("radio", { name: /^100,000 credits/ }).check();
  await expect(page.getByRole("button", { name: /grant 100,000 credits$/i })).toBeEnabled();
  await expect(now).toBeChecked();
  await now.click();
  await page.getByRole("radio", { name: /^50,000 credits/ }).check();

  await expect(page.getByRole("button", { name: /grant 50,000 credits$/i })).toBeEnabled();
  await expect(now).toBeChecked();
});
