/** J5 by hand over fourteen months of a test clock, from the same table as by API. */
import type { Page } from "@playwright/test";
import { applyTemplate } from "@/lib/catalog/writes/apply-template";
import { formatCredits, formatMoney } from "@/lib/money/format";
import { runningId } from "@/lib/testing/year/subscriptions";
import { TIERED_USES, TIERED_YEAR, type TieredAct } from "@/lib/testing/year/tiered";
import type { Api } from "../support/api";
import { expect, test } from "../support/fixtures";
import { panel, title } from "../support/screen";
import {
  arrive,
  lookAround,
  makeClock,
  makeResident,
  type Resident,
  stopsOf,
} from "../support/year";

test.use({ mode: "TEST" });

const { rows } = TIERED_YEAR;

type Deed = (page: Page, api: Api, resident: Resident) => Promise<void>;

async function choose(page: Page, plan: string, every: string, tier: string): Promise<void> {
  await page.getByRole("radio", { name: new RegExp(`^${plan}`) }).check();
  await page.getByLabel("Billed every").selectOption(every);
  await page.getByRole("radio", { name: new RegExp(`^${tier} credits`) }).check();
}

async function openSubscription(page: Page, api: Api, { customerId }: Resident): Promise<void> {
  await page.goto(`/subscriptions/${await runningId(api, customerId)}`);
}

const changeTo =
  (plan: string, every: string, tier: string, deed: string, mode?: string): Deed =>
  async (page, api, resident) => {
    await openSubscription(page, api, resident);
    await page.getByRole("link", { name: "Change plan" }).click();
    await choose(page, plan, every, tier);
    if (mode) await page.getByRole("radio", { name: mode }).check();
    await page.getByRole("button", { name: deed, exact: true }).dblclick();
    await expect(title(page)).toHaveText(deed.startsWith("On ") ? "Pro" : plan);
  };

const charge = (at: string) => {
  const row = rows.find((one) => one.at === at);
  const credits = formatCredits(row?.balance.committed ?? "");
  return `Charge ${formatMoney(row?.invoices?.[0]?.total ?? "", "USD")} and grant ${credits} credits`;
};

const DEEDS: Record<Exclude<TieredAct, "uses">, Deed> = {
  "tries Starter": async (page, api, { customerId }) => {
    const wallet = await api.made("/wallets", {
      ...{ customer_id: customerId, currency: "USD", conversion_rate: "0.1" },
    });
    await api.made("/credit-grants", { wallet_id: wallet.id, amount: "200", name: "Welcome" });
    await page.goto(`/subscriptions/new?customer=${customerId}`);
    await choose(page, "Starter", "MONTHLY", "2,000");
    await page.getByRole("textbox", { name: "Trial" }).fill("14");
    await page.getByRole("button", { name: "Start without a charge" }).dblclick();
    await expect(title(page)).toHaveText("Starter");
  },
  "takes 3,000 for the rest of the period": changeTo(
    ...(["Starter", "MONTHLY", "3,000", charge("2027-12-08T01:30:00Z"), "Goes on"] as const),
  ),
  "buys 1,000": async (page, _, { customerId }) => {
    await page.goto(`/customers/${customerId}?do=top-up`);
    const topUp = page.getByRole("dialog", { name: "Top up" });
    await topUp.getByRole("tab", { name: "Bought" }).click();
    await topUp.getByRole("textbox", { name: "Credits" }).fill("1000");
    await topUp.getByRole("button", { name: "Sell 1,000 credits" }).click();
    await expect(page.getByRole("dialog", { name: "Credits sold" })).toBeVisible();
  },
  pays: async (page, _, { customerId }) => {
    await page.goto(`/customers/${customerId}/invoices`);
    await page.getByRole("link", { name: "INV-2028-000001" }).click();
    await page.getByRole("button", { name: "Record payment" }).click();
    await page.getByRole("button", { name: "Record $100.00" }).dblclick();
    await expect(page.getByRole("dialog", { name: "Record payment" })).toBeHidden();
  },
  "upgrades to Pro": changeTo("Pro", "MONTHLY", "50,000", charge("2028-03-15T12:30:00Z")),
  "goes back to Starter at the end of the period": changeTo(
    ...(["Starter", "MONTHLY", "2,000"] as const),
    "On 15 May 2028: charge $149.00 and grant 2,000 credits",
  ),
  "pays a year ahead": changeTo("Starter", "ANNUAL", "24,000", charge("2028-06-30T11:30:00Z")),
  "cancels at the end": async (page, api, resident) => {
    await openSubscription(page, api, resident);
    await page.getByRole("button", { name: "Cancel subscription…" }).click();
    await page.getByRole("button", { name: "Cancel at period end" }).click();
    await expect(page.getByText("It will not renew")).toBeVisible();
  },
  "comes back": async (page, api, resident) => {
    await openSubscription(page, api, resident);
    await page.getByRole("button", { name: "Take the cancellation back…" }).click();
    await page.getByRole("button", { name: "Keep it running" }).click();
    await expect(page.getByText("It renews again", { exact: true })).toBeVisible();
  },
  "cancels now": async (page, api, resident) => {
    await openSubscription(page, api, resident);
    await page.getByRole("button", { name: "Cancel subscription…" }).click();
    const dialog = page.getByRole("dialog", { name: "Cancel subscription" });
    await dialog.getByRole("radio", { name: "Now" }).check();
    await dialog.getByRole("radio", { name: "Are voided" }).check();
    await dialog.getByRole("button", { name: "End subscription now" }).click();
    await expect(page.getByText("Starter has ended")).toBeVisible();
  },
};

const ACME = { externalId: "acme", name: "Acme GmbH", zone: "Europe/Berlin" } as const;

const use = (api: Api, at: string) =>
  api.made("/consume", {
    ...{ external_customer_id: ACME.externalId, feature_key: "ai_action" },
    ...{ quantity: TIERED_USES[at], idempotency_key: at },
  });

test("trial, paid, upgrade, downgrade, annual, cancelled: every tile and invoice as the table says", async ({
  api,
  ctx,
  page,
  signIn,
}) => {
  test.setTimeout(240_000);
  await applyTemplate(ctx, "tiered_plans");
  await signIn("OWNER");
  const clockId = await makeClock(page, "Fourteen months", rows[0]?.at ?? "");
  const resident = { clockId, customerId: await makeResident(page, ACME) };

  for (const stop of stopsOf(rows, ({ act }) => act !== undefined && act !== "uses")) {
    await arrive(page, api, resident, stop);
    const { act, at } = stop.row;
    if (act === "uses") await use(api, at);
    else if (act) await DEEDS[act](page, api, resident);
    await lookAround(page, resident, stop);
  }

  // The subscriptions that followed one another, each to the day in Berlin that the next began.
  const { items } = (await api.get(`/subscriptions?customer_id=${resident.customerId}`)).body;
  await page.goto(`/subscriptions/${items[0].id}`);
  await expect(panel(page, "Plans one after the other").getByRole("listitem")).toHaveText([
    /Starter.*17 Aug 2027 – 8 Dec 2027/,
    /Starter.*8 Dec 2027 – 15 Mar 2028/,
    /Pro.*15 Mar 2028 – 15 May 2028/,
    /Starter.*15 May 2028 – 30 Jun 2028/,
    /Starter.*30 Jun 2028 – 16 Oct 2028/,
  ]);
});
