/** A subscription that cannot be renewed: where people see it, why, and how it goes on. */
import { readSql, transact, within } from "@/lib/db/transact";
import { idText, type SubscriptionId } from "@/lib/ids";
import { advanceNamed } from "@/lib/subscription/writes/advance-due";
import { setApart } from "@/lib/subscription/writes/set-apart";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { later } from "@/lib/testing/factories";
import { subscribe } from "@/lib/testing/subscribed";
import { expect, test } from "./support/fixtures";

const DAY_MS = 86_400_000;

const mend = (id: SubscriptionId) =>
  readSql("DELETE FROM subscription_period WHERE subscription_id = $1::uuid AND period_index = 1", [
    id,
  ]);

test("billing sees what could not be renewed, tries again in vain, and then not", async ({
  ctx,
  page,
  signIn,
}) => {
  const before = later(ctx, new Date(ctx.at.getTime() - 40 * DAY_MS));
  const account = await anEmptyWallet(before);
  const planId = await aPublishedPlan(before, { fee: "50", feePeriod: "MONTHLY" });
  // Broken in the start's own transaction: its next period stands on the books already.
  const { id } = await transact(before, async (tx) => {
    const started = await subscribe(within(before, tx), account, planId);
    await tx.sql(
      `INSERT INTO subscription_period (subscription_id, period_index, organization_id, customer_id,
         starts_at, ends_at, booked_at)
       SELECT subscription_id, 1, organization_id, customer_id, starts_at, ends_at, booked_at
       FROM subscription_period WHERE subscription_id = $1::uuid`,
      [started.id],
    );
    return started;
  });
  const span = { until: ctx.at, grantsOnly: false, requestId: "test" };
  await setApart((await advanceNamed(span, [id])).failed, ctx.at);

  await signIn("BILLING_ADMIN");
  await page.goto("/subscriptions");
  await expect(page.getByRole("main").getByText("One could not be renewed")).toBeVisible();
  await page.getByRole("link", { name: "See why" }).click();
  const row = page.getByRole("row").filter({ hasText: "subscription_period_pkey" });
  await expect(row).toHaveCount(1);
  await row.getByRole("button", { name: /^Try again/ }).click();
  await expect(page.getByText("subscription_period_pkey")).toHaveCount(2);

  await page.goto(`/subscriptions/${idText("sub", id)}`);
  await expect(page.getByText("Could not be renewed")).toBeVisible();
  await mend(id);
  await page.getByRole("button", { name: /^Try again/ }).click();
  await expect(page.getByText("is up to date")).toBeVisible();
  await expect(page.getByText("Could not be renewed")).toHaveCount(0);
  await page.goto("/subscriptions/set-apart");
  await expect(page.getByText("Every subscription is up to date")).toBeVisible();
});
