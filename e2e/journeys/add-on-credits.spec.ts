/** J4.5: add-on credits come at once, in full; fewer with the next period. And terms of its own, for a time. */
import type { Page } from "@playwright/test";
import type { Api } from "../support/api";
import { expect, test } from "../support/fixtures";

test.use({ mode: "TEST" });

const ACME = { external_id: "acme", name: "Acme GmbH" };

/** On a test clock: 30 USD and 500 C a month for two seats; more credits, 1,000 C for 20 USD. */
async function aSubscriber(api: Api) {
  const clock = await api.made("/test-clocks", {
    ...{ name: "Spring", frozen_at: "2026-03-01T00:00:00Z" },
  });
  const customer = await api.made("/customers", { ...ACME, test_clock_id: clock.id });
  await api.made("/features", {
    ...{ name: "Contact export", meter: { event_name: "export" }, credits_per_unit: "5" },
  });
  const plan = await api.made("/plans", { name: "Team" });
  const seats = { type: "FIXED", amount: "15", quantity: 2, display_name: "Seats" };
  await api.made("/prices", { plan_id: plan.id, ...seats });
  const monthly = { cadence: "RECURRING", period: "MONTHLY", expiration_type: "BILLING_CYCLE" };
  await api.made("/credit-grants", { plan_id: plan.id, credits: "500", ...monthly });
  const addOn = await api.made("/addons", { name: "More credits", lookup_key: "more" });
  await api.made("/prices", { entity_id: addOn.id, type: "FIXED", amount: "20" });
  await api.made("/credit-grants", { plan_id: addOn.id, credits: "1000", ...monthly });
  await api.made(`/addons/${addOn.id}/publish`, {});
  const { id } = await api.made("/subscriptions", { customer_id: customer.id, plan_id: plan.id });
  const totals = async () =>
    (await api.get(`/invoices?customer_id=${customer.id}`)).body.items
      .map(({ total }: { total: string }) => total)
      .toReversed();
  return {
    id,
    totals,
    advance: (to: string) => api.made(`/test-clocks/${clock.id}/advance`, { to }),
    available: async () =>
      (await api.get(`/customers/${customer.id}/wallets`)).body[0].figures.available as string,
  };
}

const panel = (page: Page, name: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name }) });

test("more of an add-on comes at once and in full, fewer with the next period", async ({
  api,
  page,
  signIn,
}) => {
  const own = await aSubscriber(api);
  await signIn("BILLING_ADMIN");
  await own.advance("2026-03-10T00:00:00Z");
  await page.goto(`/subscriptions/${own.id}`);
  const sold = panel(page, "Add-ons and pieces");
  const preview = page.getByRole("region", { name: "What this does" });

  await sold.getByRole("button", { name: "Add More credits" }).click();
  await page.getByLabel("How many").fill("3");
  await expect(preview).toContainText("$60.00");
  await expect(preview).toContainText("3,000");
  await page.getByLabel("Reason").fill("A campaign in March");
  await page.getByRole("button", { name: "Invoice $60.00 and grant 3,000 credits" }).click();
  await expect(sold).toContainText("3 × More credits");
  expect(await own.available()).toBe("3500");
  expect(await own.totals()).toEqual(["30", "60"]);

  await sold.getByRole("button", { name: "Change More credits" }).click();
  await page.getByLabel("How many").fill("1");
  await expect(preview).toContainText("from 1 Apr 2026");
  await expect(preview).toContainText("nothing");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await expect(sold).toContainText("1 from 1 Apr 2026");
  await sold.getByRole("button", { name: "Call off the change of More credits" }).click();
  await expect(sold).not.toContainText("from 1 Apr 2026");

  await sold.getByRole("button", { name: "Change More credits" }).click();
  await page.getByLabel("How many").fill("1");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await expect(sold).toContainText("1 from 1 Apr 2026");
  await sold.getByRole("button", { name: "Change Seats" }).click();
  await page.getByLabel("How many").fill("5");
  await expect(preview).toContainText("$45.00");
  await page.getByRole("button", { name: "Invoice $45.00", exact: true }).click();
  await expect(sold).toContainText("5 × Seats");
  await own.advance("2026-04-01T00:00:00Z");

  await page.reload();
  await expect(sold).toContainText("1 × More credits");
  expect(await own.totals()).toEqual(["30", "60", "45", "95"]);
  expect(await own.available()).toBe("1500");
});

test("a price of its own is agreed in tiers, shown beside the plan's, and ended", async ({
  api,
  page,
  signIn,
}) => {
  const own = await aSubscriber(api);
  await signIn("BILLING_ADMIN");
  await page.goto(`/subscriptions/${own.id}`);
  const terms = panel(page, "Own terms");
  const preview = page.getByRole("region", { name: "What this does" });

  await terms.getByRole("button", { name: "Agree a term" }).click();
  await page.getByLabel("What").selectOption({ label: "Use of Contact export" });
  await page.getByLabel("Priced by").selectOption({ label: "Graduated" });
  await page.getByLabel("Tier 1, up to").fill("10");
  await page.getByLabel("Tier 1, price a unit").fill("4");
  await page.getByLabel("Tier 2, price a unit").fill("3");
  await page.getByLabel("Free units of a period").fill("2");
  await page.getByLabel("At most a period").fill("100");
  await page.getByLabel("Until").fill("2026-06-01");
  await expect(preview).toContainText("to 10 4 credits a unit; the rest 3 credits a unit");
  await expect(preview).toContainText("the first 2 free; at most 100 credits a period");
  await page.getByRole("button", { name: "Agree", exact: true }).click();
  await expect(page.getByText("Say why")).toBeVisible();
  await page.getByLabel("Reason").fill("Agreed by phone with Ada");
  await page.getByRole("button", { name: "Agree", exact: true }).click();

  await expect(terms).toContainText("in force");
  await expect(terms).toContainText("The plan: 5 credits a unit");
  await expect(terms).toContainText("Agreed by phone with Ada");
  const use = (count: number, from: number) =>
    api.made("/events/bulk", {
      events: Array.from({ length: count }, (_, at) => ({
        ...{ event_id: `use-${from + at}`, event_name: "export" },
        ...{ external_customer_id: ACME.external_id, timestamp: "2026-03-01T00:00:00Z" },
      })),
    });
  await use(12, 0);
  expect(await own.available()).toBe("460");

  await terms.getByRole("button", { name: "End… the term of Contact export" }).click();
  await page.getByLabel("Ends on").fill("2026-04-15");
  await expect(preview).toContainText("From 15 Apr 2026 on");
  await expect(preview).toContainText("40 credits → 60 credits");
  await page.getByLabel("Reason").fill("Until Easter only");
  await page.getByRole("button", { name: "End it" }).click();
  await expect(terms).toContainText("15 Apr 2026");
  await expect(terms).toContainText("in force");

  await terms.getByRole("button", { name: "End… the term of Contact export" }).click();
  await page.getByLabel("Reason").fill("Back to the plan");
  await page.getByRole("button", { name: "End it" }).click();
  await expect(terms).not.toContainText("in force");
});

test("a term for a time is agreed with the start, and shown in the bills of its time", async ({
  api,
  page,
  signIn,
}) => {
  await aSubscriber(api);
  const clock = await api.made("/test-clocks", {
    ...{ name: "Spring again", frozen_at: "2026-03-01T00:00:00Z" },
  });
  const bolt = { external_id: "bolt", name: "Bolt AG", test_clock_id: clock.id };
  const customer = await api.made("/customers", bolt);
  await signIn("BILLING_ADMIN");
  await page.goto(`/subscriptions/new?customer=${customer.id}`);

  await page.getByRole("button", { name: "Agree a term for a time…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What").selectOption({ label: "Price of Seats" });
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog).toContainText("Say what is agreed");
  await dialog.getByLabel("Price a piece").fill("10");
  await dialog.getByLabel("Until").fill("2026-04-15");
  await dialog.getByRole("button", { name: "Add" }).click();

  await expect(page.getByRole("list", { name: "Terms for a time" })).toContainText(
    "Price of Seats: $10.00 a piece",
  );
  const preview = page.getByRole("region", { name: "What this does" });
  await expect(preview).toContainText("$20.00");
  await expect(preview).toContainText("$30.00");
  await page.getByRole("button", { name: "Invoice $20.00 and grant 500 credits" }).click();

  await expect(panel(page, "Own terms")).toContainText("15 Apr 2026", { timeout: 30_000 });
});

test("who may only read sees what is sold and agreed, and changes nothing", async ({
  api,
  page,
  signIn,
}) => {
  const own = await aSubscriber(api);
  await signIn("VIEWER");
  await page.goto(`/subscriptions/${own.id}`);
  await expect(panel(page, "Add-ons and pieces")).toContainText("More credits");
  await expect(page.getByRole("button", { name: /More credits|Agree a term/ })).toHaveCount(0);
});
