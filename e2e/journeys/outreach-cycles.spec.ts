/** J4.4: credits come at the start of each billing cycle and end with it; J4.9: a team tries the product once. */
import { applyTemplate } from "@/lib/catalog/writes/apply-template";
import { aTestClock, availableTo } from "../support/clock";
import { expect, test } from "../support/fixtures";
import { BOOKED, title } from "../support/screen";

test.use({ mode: "TEST" });
// A year passes in it.
test.describe.configure({ timeout: 180_000 });

const START = "2026-01-31T10:00:00Z";

/** Each cycle, what it costs and gives, and its first two ends: months are cut short, never moved. */
const CYCLES = [
  ["MONTHLY", "99", "1000", ["2026-02-28", "2026-03-31"]],
  ["QUARTERLY", "279", "3000", ["2026-04-30", "2026-07-31"]],
  ["HALF_YEARLY", "534", "6000", ["2026-07-31", "2027-01-31"]],
  ["ANNUAL", "948", "12000", ["2027-01-31", "2028-01-31"]],
] as const;

test("each cycle gives its credits anew, and those left over are gone, not refunded", async ({
  api,
  ctx,
  page,
  signIn,
}) => {
  await applyTemplate(ctx, "outreach");
  const { advance, customer } = await aTestClock(api, START);
  const [plan] = (await api.get("/plans")).body.items;
  const team: Record<string, string> = {};
  for (const [cycle, price, credits] of CYCLES) {
    const id = await customer(cycle.toLowerCase(), `Team ${cycle}`);
    team[cycle] = id;
    const asked = { customer_id: id, plan_id: plan.id, billing_period: cycle };
    await api.made("/subscriptions", { ...asked, trial_period_days: 0 });
    expect(await availableTo(api, id)).toBe(credits);
    const { items } = (await api.get(`/invoices?customer_id=${id}`)).body;
    expect(items.map(({ total }: { total: string }) => total)).toEqual([price]);
  }

  const spend = (cycle: string, at: string) =>
    api.made("/wallets/debit", {
      ...{ external_customer_id: cycle.toLowerCase(), credits: "250", reason: "Emails" },
      idempotency_key: `${cycle}-${at}`,
    });
  for (const day of new Set(CYCLES.flatMap(([, , , days]) => days).toSorted())) {
    const ending = CYCLES.filter(([, , , days]) => days.some((end) => end === day));
    for (const [cycle] of ending) await spend(cycle, day);
    await advance(`${day}T09:59:59.999Z`);
    for (const [cycle, , credits] of ending) {
      const left = String(Number(credits) - 250);
      expect(await availableTo(api, team[cycle] ?? ""), `${cycle} before ${day}`).toBe(left);
    }
    await advance(`${day}T10:00:00Z`);
    for (const [cycle, , credits] of ending) {
      expect(await availableTo(api, team[cycle] ?? ""), `${cycle} on ${day}`).toBe(credits);
    }
  }

  await signIn("FINANCE");
  await page.goto(`/customers/${team.QUARTERLY}/ledger?account=expired`);
  const rows = page.getByRole("row").filter({ hasText: "2,750" });
  await expect(rows.first()).toBeVisible();

  // Cancelled in the middle of a year, the rest of it is neither kept nor paid back.
  await advance("2028-06-30T10:00:00Z");
  const of = `customer_id=${team.ANNUAL}`;
  const [subscription] = (await api.get(`/subscriptions?${of}`)).body.items;
  const before = (await api.get(`/invoices?${of}`)).body.items;
  await api.made(`/subscriptions/${subscription.id}/cancel`, { cancellation_type: "immediate" });
  expect(await availableTo(api, team.ANNUAL ?? "")).toBe("0");
  expect((await api.get(`/invoices?${of}`)).body.items).toEqual(before);
  await page.goto(`/subscriptions/${subscription.id}`);
  await expect(page.getByRole("main")).toContainText("ended");
});

test("a team tries the product once, and credits of the trial end with it", async ({
  api,
  ctx,
  page,
  signIn,
}) => {
  await applyTemplate(ctx, "outreach");
  const { advance, customer } = await aTestClock(api, START);
  const lumen = await customer("lumen", "Lumen Outreach");
  await signIn("BILLING_ADMIN");

  await page.goto(`/subscriptions/new?customer=${lumen}`);
  await page.getByRole("radio", { name: /^Outreach/ }).check();
  await page.getByLabel("Billed every").selectOption("MONTHLY");
  await page.getByRole("button", { name: /50 credits/ }).click();
  await expect(title(page)).toHaveText("Outreach", BOOKED);
  await expect(page.getByRole("main")).toContainText("trial");
  expect(await availableTo(api, lumen)).toBe("50");
  expect((await api.get(`/invoices?customer_id=${lumen}`)).body.items).toEqual([]);

  const [trial] = (await api.get(`/subscriptions?customer_id=${lumen}`)).body.items;
  expect(trial).toMatchObject({
    ...{ subscription_status: "trialing", trial_end: "2026-02-14T10:00:00.000Z" },
  });
  await api.made(`/subscriptions/${trial.id}/cancel`, { cancellation_type: "end_of_period" });
  await advance("2026-02-14T10:00:00Z");
  expect(await availableTo(api, lumen)).toBe("0");
  expect((await api.get(`/invoices?customer_id=${lumen}`)).body.items).toEqual([]);

  // Asked for again, by API and by hand, it is refused in words.
  const asked = { customer_id: lumen, plan_id: trial.plan_id, billing_period: "ANNUAL" };
  const refused = await api.post("/subscriptions", { ...asked, trial_period_days: 14 });
  expect(refused).toMatchObject({ status: 409, body: { code: "invalid_state" } });
  await page.goto(`/subscriptions/new?customer=${lumen}`);
  await page.getByRole("radio", { name: /^Outreach/ }).check();
  await page.getByLabel("Billed every").selectOption("ANNUAL");
  await page.getByRole("textbox", { name: "Trial optional" }).fill("14");
  await expect(page.getByText("The customer has tried this product before").first()).toBeVisible();

  // Merely offered, it is left out: the plan starts at once.
  await page.getByRole("textbox", { name: "Trial optional" }).fill("");
  await page.getByRole("button", { name: "Invoice $948.00 and grant 12,000 credits" }).click();
  await expect(title(page)).toHaveText("Outreach", BOOKED);
  expect(await availableTo(api, lumen)).toBe("12000");
  const other = await customer("bolt", "Bolt AG");
  const begun = await api.made("/subscriptions", { ...asked, customer_id: other });
  expect(begun).toMatchObject({ subscription_status: "trialing" });
});
