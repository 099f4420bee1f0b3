/** A run of many starts that is cut off in the middle, by a page that is left, and gone on with elsewhere. */
import type { Route } from "@playwright/test";
import { expect, test } from "./support/fixtures";

/** Two chunks of what a run asks at once. */
const NAMES = Array.from({ length: 23 }, (_, index) => `team-${index + 1}`);

test("a run that was cut off is taken up again by somebody else, and starts nobody twice", async ({
  api,
  page,
  signIn,
}) => {
  // Several subscriptions of it may run at once, so nothing else would refuse a second start.
  const product = await api.made("/products", { name: "Seats", single_active: false });
  const plan = await api.made("/plans", { name: "Seat", product_id: product.id });
  await api.made("/prices", { plan_id: plan.id, type: "FIXED", amount: "9" });
  await api.made(`/plans/${plan.id}/publish`, {});
  for (const name of NAMES) await api.made("/customers", { external_id: name, name });
  await signIn("OWNER");
  await page.goto("/subscriptions/bulk");
  await page.getByRole("textbox", { name: "External ids" }).fill(NAMES.join("\n"));
  await page.getByRole("button", { name: "Try with 23" }).click();
  await expect(page.getByText("23 will start")).toBeVisible();

  // What it is about and the first chunk get through, the second does not: the page goes away with it.
  let asked = 0;
  const held: Route[] = [];
  await page.route("**/subscriptions/bulk", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    asked += 1;
    if (asked <= 2) return route.continue();
    held.push(route);
  });
  await page.getByRole("button", { name: "Start 23 subscriptions" }).click();
  await expect(page.getByText("Starting 20 of 23…")).toBeVisible();
  await page.goto("about:blank");
  // Aborted, not left to the end of the routing: a browser sends on what is still held then.
  for (const route of held) await route.abort();
  await page.unrouteAll();

  // Another person, and a browser that has kept nothing of it.
  await page.context().clearCookies();
  await signIn("BILLING_ADMIN");
  await page.goto("/subscriptions/bulk");
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(page.getByText("A run stopped after 20 of 23")).toBeVisible();
  await page.getByRole("button", { name: "Take it up again" }).click();
  await expect(page.getByRole("textbox", { name: "External ids" })).toHaveValue(NAMES.join("\n"));
  await expect(page.getByText("Stopped after 20 of 23")).toBeVisible();
  await page.getByRole("button", { name: "Go on" }).click();

  await expect(page.getByText("3 started · 20 started before")).toBeVisible();
  const { body } = await api.get(`/subscriptions?plan_id=${plan.id}&limit=1`);
  expect(body.pagination.total).toBe(23);

  await page.reload();
  await expect(page.getByRole("heading", { name: "Subscribe many" })).toBeVisible();
  await expect(page.getByText("A run stopped")).toHaveCount(0);
  await page.getByRole("textbox", { name: "External ids" }).fill("team-1");
  await page.getByRole("button", { name: "Try with 1" }).click();
  await expect(page.getByText("it would be had twice")).toBeVisible();
});
