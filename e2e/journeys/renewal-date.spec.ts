/** DASHBOARD 2.8, 2.11: the renewal date of one subscription is moved and called off, then those of many. */
import { expect, test } from "../support/fixtures";
import { title } from "../support/screen";

test.use({ mode: "TEST" });

test("one date is moved with a period in between, then all are, but for who was cancelled", async ({
  api,
  page,
  signIn,
}) => {
  const clock = await api.made("/test-clocks", {
    ...{ name: "Spring", frozen_at: "2026-04-01T00:00:00Z" },
  });
  const plan = await api.made("/plans", { name: "Growth" });
  await api.made("/prices", { plan_id: plan.id, type: "FIXED", amount: "149" });
  await api.made("/creditgrants", {
    ...{ name: "Monthly", scope: "PLAN", plan_id: plan.id, credits: "2000" },
    ...{ cadence: "RECURRING", period: "MONTHLY", expiration_type: "GRANT_PERIOD" },
  });
  const subscribe = async (name: string) => {
    const customer = await api.made("/customers", {
      ...{ external_id: name.toLowerCase(), name, test_clock_id: clock.id },
    });
    return api.made("/subscriptions", { customer_id: customer.id, plan_id: plan.id });
  };
  const acme = await subscribe("Acme");
  await subscribe("Bolt");
  const left = await subscribe("Left");
  await api.made(`/subscriptions/${left.id}/cancel`, {});
  await signIn("BILLING_ADMIN");

  await page.goto(`/subscriptions/${acme.id}`);
  await expect(page.getByText("Credits of the next twelve months")).toBeVisible();
  await page.getByRole("button", { name: "Change renewal date…" }).click();
  const dialog = page.getByRole("dialog", { name: "Change renewal date" });
  const deed = dialog.getByRole("button", { name: "Change renewal date" });
  await dialog.getByLabel("Day", { exact: true }).fill("1");
  await expect(dialog.getByLabel("Day", { exact: true })).toHaveAccessibleDescription(
    /It renews then already/,
  );
  await expect(deed).toBeDisabled();
  await dialog.getByLabel("Day", { exact: true }).fill("16");
  const preview = dialog.getByRole("region", { name: "What this does" });
  await expect(preview).toContainText("15 of 30 days");
  await expect(preview).toContainText("$74.50");
  await expect(preview).toContainText("1,000 credits");
  await dialog.getByLabel("Reason").fill("One day for all");
  await deed.click();

  await expect(page.getByText("Renews on another day")).toBeVisible();
  await page.getByRole("button", { name: "Call off the change" }).click();
  await expect(page.getByText("Renews on another day")).toBeHidden();

  await page.goto("/subscriptions");
  await page.getByRole("link", { name: "Change renewal dates" }).click();
  await expect(title(page)).toHaveText("Change renewal dates");
  await page.getByLabel("Day", { exact: true }).fill("16");
  const impacts = page.getByRole("region", { name: "What it does to each" });
  await expect(impacts.getByRole("row")).toHaveCount(4);
  await expect(impacts.getByRole("row", { name: /^Left/ })).toContainText(
    "The subscription was cancelled",
  );
  const onlyBolt = impacts.getByRole("checkbox", { name: "Only Bolt" });
  await onlyBolt.check();
  await expect(page.getByRole("button", { name: "Move 1 subscription…" })).toBeEnabled();
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await onlyBolt.uncheck();
  if (size) await page.setViewportSize(size);
  await page.getByRole("button", { name: "Move 3 subscriptions…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Move 2" }).click();

  await expect(page.getByText("Renewal dates were moved")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("2 of 3 renew on the new day")).toBeVisible();
  await page.getByText("1 could not be moved").click();
  await expect(page.getByText("Left: The subscription was cancelled")).toBeVisible();

  await api.made(`/test-clocks/${clock.id}/advance`, { to: "2026-05-16T00:00:00Z" });
  const { items } = (await api.get("/invoices")).body;
  expect(items.map(({ total }: { total: string }) => Number(total)).toSorted()).toEqual([
    ...[149, 149, 149, 149, 149, 74.5, 74.5],
  ]);
});
