/** A commitment is seen to come, settled at the end, and a cancellation gives unused time back. */
import type { Page } from "@playwright/test";
import type { Api } from "../support/api";
import { expect, test } from "../support/fixtures";
import { panel } from "../support/screen";

test.use({ mode: "TEST" });

/** On a test clock: 310 USD a month for 500 C, paid; and what else the plan asks. */
async function aSubscriber(api: Api, terms: { readonly commitment?: object } = {}) {
  const clock = await api.made("/test-clocks", {
    ...{ name: "Spring", frozen_at: "2026-03-01T00:00:00Z" },
  });
  const customer = await api.made("/customers", {
    ...{ external_id: "acme", name: "Acme GmbH", test_clock_id: clock.id },
  });
  const plan = await api.made("/plans", { name: "Scale" });
  const fee = { type: "FIXED", amount: "310", display_name: "Platform" };
  await api.made("/prices", { plan_id: plan.id, ...fee });
  const monthly = { cadence: "RECURRING", period: "MONTHLY", expiration_type: "BILLING_CYCLE" };
  await api.made("/credit-grants", { plan_id: plan.id, credits: "500", ...monthly });
  if (terms.commitment) await api.put(`/plans/${plan.id}/draft`, terms);
  const start = { customer_id: customer.id, plan_id: plan.id };
  const { id, latest_invoice_id } = await api.made("/subscriptions", start);
  await api.put(`/invoices/${latest_invoice_id}/payment`, { payment_status: "SUCCEEDED" });
  return { id, advance: (to: string) => api.made(`/test-clocks/${clock.id}/advance`, { to }) };
}

async function endNow(page: Page) {
  await page.getByRole("button", { name: "Cancel subscription…" }).click();
  const dialog = page.getByRole("dialog", { name: "Cancel subscription" });
  await dialog.getByRole("radio", { name: "Now" }).check();
  await dialog.getByRole("radio", { name: "Is given back" }).check();
  return dialog;
}

test("what was agreed is foreseen, and settled by the share that was lived", async ({
  api,
  page,
  signIn,
}) => {
  const own = await aSubscriber(api, { commitment: { amount: "1000", period: "MONTHLY" } });
  await signIn("BILLING_ADMIN");
  await page.goto(`/subscriptions/${own.id}`);
  const commitment = panel(page, "Commitment");
  await expect(commitment).toContainText("If nothing more is used$1,000.00 on ");
  await expect(panel(page, "Next invoices")).toContainText("if nothing is used$1,000.00");

  await own.advance("2026-04-11T00:00:00Z");
  await page.reload();
  await expect(commitment.getByRole("row")).toContainText(["Settled", "$1,000.00"]);
  const dialog = await endNow(page);
  // 20 of April's 30 days of the fee, which nobody has paid for.
  await expect(dialog).toContainText("Not paid, so not given back in full");
  await expect(dialog).toContainText("Closing invoice$333.33");
  await dialog.getByRole("button", { name: "End subscription now" }).click();

  await expect(commitment).toContainText("No period of it runs.");
  await commitment.getByRole("link", { name: "$333.33" }).click();
  await expect(page.getByRole("article", { name: "The invoice" })).toContainText(
    "True-up to the commitment: $333.33 agreed, $0.00 paid by credits, $0.00 asked for use",
  );
});

test("unused time that was paid for waits for the customer, or is to be refunded", async ({
  api,
  page,
  signIn,
}) => {
  const own = await aSubscriber(api);
  await own.advance("2026-03-11T00:00:00Z");
  await signIn("BILLING_ADMIN");
  await page.goto(`/subscriptions/${own.id}`);

  const dialog = await endNow(page);
  await expect(dialog).toContainText("Voided500 credits");
  await expect(dialog).toContainText("Unused: Platform−$210.00");
  await expect(dialog).toContainText("Owed to the customer$210.00");
  await dialog.getByRole("button", { name: "End subscription now" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Scale");
  await expect(page.getByRole("button", { name: "Cancel subscription…" })).toBeHidden();

  const [last] = (await api.get("/invoices")).body.items;
  await page.goto(`/invoices/${last.id}`);
  await expect(panel(page, "Owed to the customer")).toContainText("$210.00");
  await expect(panel(page, "Owed to the customer")).toContainText("a refund of it is proposed");
});
