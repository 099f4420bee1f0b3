/** J2 by hand over fourteen months of a test clock, from the same table as by API. */
import type { Page } from "@playwright/test";
import {
  PROSPECTING_USES,
  PROSPECTING_YEAR,
  type ProspectingAct,
} from "@/lib/testing/year/prospecting";
import type { Api } from "../support/api";
import { expect, test } from "../support/fixtures";
import { title } from "../support/screen";
import {
  arrive,
  lookAround,
  makeClock,
  makeResident,
  type Resident,
  stopsOf,
} from "../support/year";

test.use({ mode: "TEST" });

const { rows } = PROSPECTING_YEAR;
const LUMEN = { externalId: "lumen", name: "Lumen", zone: "America/New_York" } as const;

/** Where somebody looks; between them, time passes by the API. */
const LOOKS = [
  "2028-01-18T01:00:00Z",
  "2028-02-01T01:00:00Z",
  "2028-03-01T01:00:00Z",
  "2028-04-15T04:00:00Z",
  "2028-06-01T00:00:00Z",
  "2029-01-01T01:00:00Z",
  "2029-02-10T15:00:00Z",
  "2029-03-01T01:00:00Z",
] as const;

async function makeCatalogue(page: Page): Promise<void> {
  await page.goto("/setup?template=prospecting");
  const parts = page.getByRole("region", { name: "Parts of Prospecting tables" });
  await page.getByRole("button", { name: /^Make \d+ things$/ }).click();
  await expect(page.getByRole("link", { name: "See the plans" })).toBeVisible({ timeout: 30_000 });
  await expect(parts.getByText("there already").first()).toBeVisible();
}

async function startTrial(page: Page, { customerId }: Resident): Promise<void> {
  await page.goto(`/subscriptions/new?customer=${customerId}`);
  await page.getByRole("radio", { name: /^Prospecting Starter/ }).check();
  const preview = page.getByRole("region", { name: "What this does" });
  await expect(preview).toContainText("17 Jan 2028 – 31 Jan 2028");
  await page.getByRole("button", { name: "Start and grant 100 credits" }).dblclick();
  await expect(title(page)).toHaveText("Prospecting Starter");

  await page.goto(`/customers/${customerId}/entitlements`);
  await expect(page.getByRole("row", { name: /Exporting/ })).toContainText("allowed");
  await expect(page.getByRole("row", { name: /Create table/ })).toContainText("5");
}

async function cancelAtTheEnd(page: Page, { customerId }: Resident): Promise<void> {
  await page.goto(`/customers/${customerId}/subscriptions`);
  await page.getByRole("link", { name: "Prospecting Starter" }).first().click();
  await page.getByRole("button", { name: "Cancel subscription…" }).click();
  await page.getByRole("button", { name: "Cancel at period end" }).click();
  await expect(page.getByText("It will not renew")).toBeVisible();
}

const used = (at: string, eventName: string, count: number, over: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ event_name: eventName, external_customer_id: LUMEN.externalId },
    ...{ event_id: `${at}-${index}`, properties: { status: "success" } },
    ...over,
  }));

type Deeds = Record<ProspectingAct, (at: string) => Promise<unknown>>;

/** What people do is done by hand, what a program does by the API. */
function deedsOf(page: Page, api: Api, resident: Resident): Deeds {
  const send = async (events: readonly object[]) =>
    (await api.made("/events/bulk", { events })) as {
      readonly refused: number;
    };
  const usesAt = (at: string) => PROSPECTING_USES[at] ?? 0;
  return {
    tries: () => startTrial(page, resident),
    "makes tables": (at) => send(used(at, "table_create", usesAt(at))),
    "enriches rows": (at) => send(used(at, "enrich_contact", usesAt(at))),
    "enriches 20 rows late": (at) =>
      send(used(at, "enrich_contact", 20, { timestamp: "2028-04-30T12:00:00Z" })),
    "gets 250 until 15 April": async () => {
      const [wallet] = (await api.get(`/customers/${resident.customerId}/wallets`)).body;
      const free = { amount: "250", expires_at: "2028-04-15T04:00:00Z", name: "Free credits" };
      await api.made("/credit-grants", { wallet_id: wallet.id, ...free });
    },
    "cancels at the end": () => cancelAtTheEnd(page, resident),
    "makes a table without a plan": async (at) => {
      expect(await send(used(at, "table_create", 1))).toMatchObject({ refused: 1 });
    },
  };
}

test("trial, paid month by month to a leap February and a new year, cancelled: as the table says", async ({
  api,
  page,
  signIn,
}) => {
  test.setTimeout(240_000);
  await signIn("OWNER");
  await makeCatalogue(page);
  const clockId = await makeClock(page, "Fourteen months", rows[0]?.at ?? "");
  const resident = { clockId, customerId: await makeResident(page, LUMEN) };
  const deeds = deedsOf(page, api, resident);

  for (const stop of stopsOf(rows, ({ at }) => LOOKS.some((one) => one === at))) {
    await arrive(page, api, resident, stop);
    const { act, at } = stop.row;
    if (act) await deeds[act](at);
    await lookAround(page, resident, stop);
  }

  await page.goto(`/customers/${resident.customerId}/entitlements`);
  await expect(page.getByRole("row", { name: /Exporting/ })).toContainText("no access");
});
