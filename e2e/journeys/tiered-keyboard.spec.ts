/** J5.4 without a pointer: plans are compared, a tier is chosen and the subscription is started by keys alone. */
import { applyTemplate } from "@/lib/catalog/writes/apply-template";
import { expect, test } from "../support/fixtures";
import { BOOKED, title } from "../support/screen";

test("a subscription is started by the keyboard alone", async ({ api, ctx, page, signIn }) => {
  await applyTemplate(ctx, "tiered_plans");
  const customer = await api.made("/customers", { external_id: "acme", name: "Acme GmbH" });
  await signIn("BILLING_ADMIN");
  await page.goto(`/subscriptions/new?customer=${customer.id}`);
  const { keyboard } = page;

  const compare = page.getByRole("button", { name: "Compare" });
  await compare.focus();
  await keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Compare plans" })).toBeVisible();
  await keyboard.press("Escape");
  await expect(compare).toBeFocused();

  await keyboard.press("Tab");
  await expect(page.getByRole("radio", { name: /^Free/ })).toBeFocused();
  await keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /^Starter/ })).toBeChecked();
  await keyboard.press("Tab");
  const period = page.getByLabel("Billed every");
  await expect(period).toBeFocused();
  await keyboard.type("month");
  await expect(period).toHaveValue("MONTHLY");
  await keyboard.press("Tab");
  const first = page.getByRole("radio", { name: /^2,000 credits/ });
  await expect(first).toBeFocused();
  await keyboard.press("Space");
  await expect(first).toBeChecked();
  await keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: /^3,000 credits/ })).toBeChecked();
  await expect(
    page.getByRole("button", { name: "Invoice $199.00 and grant 3,000 credits" }),
  ).toBeEnabled();
  await keyboard.press("ControlOrMeta+Enter");

  await expect(title(page)).toHaveText("Starter", BOOKED);
  const { items } = (await api.get("/subscriptions")).body;
  expect(items).toMatchObject([{ plan_name: "Starter", recurring_amount: "199" }]);
});
