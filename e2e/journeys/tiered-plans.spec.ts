/** J5.2–5.5: Pro is drawn up with all its tiers, every tier is sold, and a customer goes from Free to Pro by the year. */
import { applyTemplate } from "@/lib/catalog/writes/apply-template";
import type { Api } from "../support/api";
import { aTestClock, availableTo } from "../support/clock";
import { expect, test } from "../support/fixtures";
import { BOOKED, panel, title } from "../support/screen";

test.use({ mode: "TEST" });
// A year passes in it.
test.describe.configure({ timeout: 180_000 });

const START = "2026-01-31T08:00:00Z";

/** Each tier: plan, cycle, place, its credits and the price of all of them. */
const TIERS = [
  ["Starter", "MONTHLY", 0, "2000", "149"],
  ["Starter", "MONTHLY", 1, "3000", "199"],
  ["Starter", "ANNUAL", 0, "24000", "1800"],
  ["Starter", "ANNUAL", 1, "36000", "2400"],
  ["Pro", "MONTHLY", 0, "50000", "800"],
  ["Pro", "MONTHLY", 1, "70000", "1050"],
  ["Pro", "MONTHLY", 2, "100000", "1400"],
  ["Pro", "ANNUAL", 0, "600000", "9600"],
  ["Pro", "ANNUAL", 1, "840000", "12600"],
  ["Pro", "ANNUAL", 2, "1200000", "16800"],
] as const;

const plansOf = async (api: Api): Promise<Readonly<Record<string, string>>> => {
  const { items } = (await api.get("/plans")).body;
  return Object.fromEntries(items.map(({ id, name }: Record<string, string>) => [name, id]));
};

const totalsOf = async (api: Api, customerId: string): Promise<readonly string[]> => {
  const { items } = (await api.get(`/invoices?customer_id=${customerId}`)).body;
  return items.map(({ total }: { total: string }) => total);
};

test("Pro is drawn up by hand: three tiers a month, three a year, up front or by the month", async ({
  api,
  page,
  signIn,
}) => {
  await signIn("BILLING_ADMIN");
  await page.goto("/plans/new");
  await page.getByLabel("Name", { exact: true }).fill("Pro");
  await page.getByRole("button", { name: "Create and edit draft" }).click();
  await expect(title(page)).toHaveText("Pro, version 1");

  const tiers = panel(page, "Credit tiers");
  const preview = page.getByRole("complementary", { name: "Preview" });
  for (const cycle of ["MONTHLY", "ANNUAL"] as const) {
    await tiers.getByRole("button", { name: "Add tiers" }).click();
    await tiers.getByLabel("Every").last().selectOption(cycle);
    for (const [, , place, credits, price] of TIERS.filter((of) => isPro(of, cycle))) {
      if (place > 0) await tiers.getByRole("button", { name: "Tier", exact: true }).last().click();
      await tiers
        .getByLabel(`Credits of tier ${place + 1}`)
        .last()
        .fill(credits);
      await tiers
        .getByLabel(`Price of tier ${place + 1}`)
        .last()
        .fill(price);
    }
  }
  await preview.getByLabel("Billed every").selectOption({ label: "year" });
  await expect(preview).toContainText("600,000 credits every year");
  await tiers.getByLabel("Credits come").last().selectOption("MONTHLY");
  await expect(preview).toContainText("a share each month");
  await tiers.getByLabel("Credits come").last().selectOption("PERIOD_START");
  await expect(preview).not.toContainText("a share each month");
  await preview.getByLabel("Credits", { exact: true }).selectOption({ index: 2 });
  await expect(preview).toContainText("$16,800.00");
  await expect(page.getByText("Ready to be published.")).toBeVisible();

  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Publish…" }).click();
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await expect(page.getByText(/^Published /)).toBeVisible();
  const { Pro } = await plansOf(api);
  const { prices } = (await api.get(`/plans/${Pro}`)).body;
  expect(prices.map(({ tiers: own, cadence }: Record<string, unknown>) => [cadence, own])).toEqual(
    (["MONTHLY", "ANNUAL"] as const).map((cycle) => [
      "PERIOD_START",
      TIERS.filter((of) => isPro(of, cycle)).map(([, , , credits, price]) =>
        expect.objectContaining({ credits, price }),
      ),
    ]),
  );
});

const isPro = ([plan, cycle]: (typeof TIERS)[number], asked: string) =>
  plan === "Pro" && cycle === asked;

test("every tier asks its whole price once a cycle and gives its credits at the start", async ({
  api,
  ctx,
}) => {
  await applyTemplate(ctx, "tiered_plans");
  const plans = await plansOf(api);
  const { advance, customer } = await aTestClock(api, START);
  const sold: { id: string; cycle: string; credits: string; price: string }[] = [];
  for (const [plan, billing_period, tier, credits, price] of TIERS) {
    const id = await customer(`${plan}-${billing_period}-${tier}`);
    const asked = { customer_id: id, plan_id: plans[plan], billing_period, tier };
    await api.made("/subscriptions", asked);
    expect(await availableTo(api, id)).toBe(credits);
    expect(await totalsOf(api, id)).toEqual([price]);
    // The product allows one at a time: nobody has Free beside it.
    const second = { customer_id: id, plan_id: plans.Free };
    expect((await api.post("/subscriptions", second)).status).toBe(409);
    sold.push({ id, cycle: billing_period, credits, price });
  }

  await advance("2026-02-28T08:00:00Z");
  for (const { id, cycle, credits, price } of sold) {
    expect(await availableTo(api, id)).toBe(credits);
    expect(await totalsOf(api, id)).toEqual(cycle === "MONTHLY" ? [price, price] : [price]);
  }
});

test("by the month, a year's credits come in twelve shares for one price", async ({ api }) => {
  const plan = await api.made("/plans", { name: "Starter" });
  await api.made("/prices", {
    ...{ plan_id: plan.id, type: "CREDITS", billing_period: "ANNUAL", cadence: "MONTHLY" },
    tiers: [
      { credits: "24000", price: "1800" },
      { credits: "36000", price: "2400" },
    ],
  });
  await api.made(`/plans/${plan.id}/publish`, {});
  const { advance, customer } = await aTestClock(api, START);
  const id = await customer("acme");
  await api.made("/subscriptions", { customer_id: id, plan_id: plan.id, tier: 1 });
  for (const day of ["2026-02-28", "2026-03-31", "2026-12-31"]) {
    await advance(`${day}T08:00:00Z`);
    expect(await availableTo(api, id), day).toBe("3000");
    expect(await totalsOf(api, id), day).toEqual(["2400"]);
  }
  await advance("2027-01-31T08:00:00Z");
  expect(await totalsOf(api, id)).toEqual(["2400", "2400"]);
});

test("a customer is put on Free, then on Starter and Pro by the year; the credits tab shows each day", async ({
  api,
  ctx,
  page,
  signIn,
}) => {
  await applyTemplate(ctx, "tiered_plans");
  const { advance, customer } = await aTestClock(api, START);
  const acme = await customer("acme");
  await signIn("BILLING_ADMIN");
  await page.goto("/customers");
  await page.getByRole("link", { name: "acme" }).first().click();
  await page.getByRole("link", { name: "Subscribe", exact: true }).click();
  await page.getByRole("radio", { name: /^Free/ }).check();
  await page.getByRole("button", { name: /grant 100 credits/i }).click();
  await expect(title(page)).toHaveText("Free", BOOKED);

  const act = (id: string, timestamp: string) => ({
    ...{ event_name: "ai_action", external_customer_id: "acme", event_id: id, timestamp },
  });
  const use = async (count: number, on: string) =>
    api.made("/events/bulk", {
      events: Array.from({ length: count }, (_, index) => act(`${on}-${index}`, on)),
    });
  await use(40, "2026-01-31T08:00:00Z");
  await advance("2026-02-02T08:00:00Z");
  await use(25, "2026-02-02T08:00:00Z");
  expect(await availableTo(api, acme)).toBe("35");

  const change = async (plan: RegExp, tier: RegExp, deed: RegExp) => {
    await page.getByRole("link", { name: "Change plan" }).click();
    await page.getByRole("radio", { name: plan }).check();
    await page.getByLabel("Billed every").selectOption("ANNUAL");
    await page.getByRole("radio", { name: tier }).check();
    await page.getByRole("button", { name: deed }).click();
  };
  await change(/^Starter/, /^24,000 credits/, /^Charge \$1,800\.00 and grant 24,000 credits/);
  await expect(title(page)).toHaveText("Starter", BOOKED);
  // What Free had left was voided and replaced.
  expect(await availableTo(api, acme)).toBe("24000");
  await use(30, "2026-02-02T09:00:00Z");
  await change(/^Pro/, /^1,200,000 credits/, /and grant 1,200,000 credits/);
  await expect(title(page)).toHaveText("Pro", BOOKED);
  expect(await availableTo(api, acme)).toBe("1200000");

  await page.goto(`/customers/${acme}/consumption`);
  const chart = page.getByRole("figure", { name: /Credits used by feature/ });
  await expect(chart).toContainText("95 credits used");
  await chart.getByText("View as table").click();
  await expect(chart.getByRole("row", { name: /^31 Jan/ })).toContainText("40");
  await expect(chart.getByRole("row", { name: /^2 Feb/ })).toContainText("55");
  await expect(page.getByText("Equals the ledger")).toBeVisible();
});

test("plans are compared side by side, by the month and by the year, and one is chosen there", async ({
  api,
  ctx,
  page,
  signIn,
}) => {
  await applyTemplate(ctx, "tiered_plans");
  const { customer } = await aTestClock(api, START);
  const acme = await customer("acme");
  await signIn("BILLING_ADMIN");
  await page.goto("/plans");
  await page.getByRole("link", { name: "Compare", exact: true }).click();
  await expect(title(page)).toHaveText("Compare plans");
  const table = page.getByRole("region", { name: "Plans side by side" });
  await expect(table.getByRole("columnheader")).toHaveText(["Terms", "Free", "Starter", "Pro"]);
  const price = table.getByRole("row", { name: /^Price/ });
  await expect(price).toContainText("$800.00 for 50,000");
  await page.getByRole("radio", { name: "By the year" }).check();
  await expect(price).toContainText("$16,800.00 for 1,200,000");
  await expect(table.getByRole("row", { name: /^Credits/ })).toContainText(
    "24,000 or 36,000 credits / year",
  );

  await page.goto(`/subscriptions/new?customer=${acme}`);
  await page.getByRole("button", { name: "Compare" }).click();
  const dialog = page.getByRole("dialog", { name: "Compare plans" });
  await dialog.getByRole("radio", { name: "By the year" }).check();
  await dialog.getByRole("button", { name: "Choose Starter" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("radio", { name: /^Starter/ })).toBeChecked();
  await expect(page.getByLabel("Billed every")).toHaveValue("ANNUAL");
  await page.getByRole("radio", { name: /^36,000 credits/ }).check();
  await expect(
    page.getByRole("button", { name: "Invoice $2,400.00 and grant 36,000 credits" }),
  ).toBeEnabled();
});
