/** J4.3: calls by the minute and region; mailboxes and phone numbers by the month, domains by the year, in credits. */
import { applyTemplate } from "@/lib/catalog/writes/apply-template";
import { aTestClock, availableTo } from "../support/clock";
import { expect, test } from "../support/fixtures";
import { BOOKED, title } from "../support/screen";

test.use({ mode: "TEST" });
// A year passes in it.
test.describe.configure({ timeout: 180_000 });

const LUMEN = { external_id: "lumen", name: "Lumen Outreach" };

test("mailboxes, a phone number and a domain are drawn in credits, each in its own period", async ({
  api,
  ctx,
  page,
  signIn,
}) => {
  await applyTemplate(ctx, "outreach");
  const { advance, customer } = await aTestClock(api, "2026-01-10T09:00:00Z");
  const customerId = await customer(LUMEN.external_id, LUMEN.name);
  const available = () => availableTo(api, customerId);
  await signIn("BILLING_ADMIN");

  await page.goto(`/subscriptions/new?customer=${customerId}`);
  await page.getByRole("radio", { name: /^Outreach/ }).check();
  await page.getByLabel("Billed every").selectOption("MONTHLY");
  await page.getByRole("textbox", { name: "Trial optional" }).fill("0");
  const mailboxes = page.getByLabel("Mailboxes", { exact: true });
  await expect(mailboxes).toHaveValue("1");
  await expect(mailboxes).toHaveAccessibleDescription(/50 credits.* 1 of them free/);
  await mailboxes.fill("3");
  await page.getByRole("checkbox", { name: /^Phone number/ }).check();
  await page.getByRole("checkbox", { name: /^Domain/ }).check();
  await page.getByRole("button", { name: "Invoice $99.00 and grant 1,000 credits" }).click();
  await expect(title(page)).toHaveText("Outreach", BOOKED);

  // 1,000 less two mailboxes, a phone number and the year of a domain.
  expect(await available()).toBe("470");
  await page.goto(`/customers/${customerId}/ledger`);
  for (const [name, credits] of [
    ["Mailboxes", "100"],
    ["Phone number", "30"],
    ["Domain", "400"],
  ] as const) {
    await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText(`−${credits}`);
  }

  // The months' own fees only: the domain was paid for the year.
  await advance("2026-02-10T09:00:00Z");
  expect(await available()).toBe("870");
  await advance("2026-03-10T09:00:00Z");
  expect(await available()).toBe("870");

  // A second domain is paid for its own year, and a further mailbox in full, whatever is left of the month.
  await advance("2026-03-20T09:00:00Z");
  const [subscription] = (await api.get("/subscriptions")).body.items;
  const set = async (key: string, quantity: number) => {
    const { id } = (await api.get(`/addons/lookup/${key}`)).body;
    return api.made(`/subscriptions/${subscription.id}/addons`, { addon_id: id, quantity });
  };
  await set("outreach_mailbox", 1);
  expect(await available()).toBe("820");
  await advance("2026-04-10T09:00:00Z");
  expect(await available()).toBe("820");
  await set("outreach_phone_number", 0);
  expect(await available()).toBe("820");
  await advance("2026-05-10T09:00:00Z");
  expect(await available()).toBe("850");

  // The domain comes again a year after it was had.
  await advance("2026-12-10T09:00:00Z");
  expect(await available()).toBe("850");
  await advance("2027-01-10T09:00:00Z");
  expect(await available()).toBe("450");
  await page.goto(`/subscriptions/${subscription.id}`);
  await expect(page.getByRole("main")).toContainText("Further mailbox");
});

test("a call costs by its minutes and region", async ({ api, ctx, page, signIn }) => {
  await applyTemplate(ctx, "outreach");
  const customer = await api.made("/customers", LUMEN);
  const wallet = await api.made("/wallets", {
    ...{ external_customer_id: LUMEN.external_id, currency: "USD", name: "Credits" },
    ...{ conversion_rate: "0.01", initial_credits_to_load: "100" },
  });
  const call = (id: string, minutes: string, region?: string) => ({
    ...{ event_id: id, event_name: "call_minute", external_customer_id: LUMEN.external_id },
    properties: { minutes, ...(region && { region }) },
  });
  const sent = await api.made("/events/bulk", {
    events: [call("us", "10", "us"), call("eu", "2.5", "eu"), call("apac", "4", "apac")],
  });
  expect(sent).toMatchObject({ accepted: 3, refused: 0 });
  const real = await api.get(`/wallets/${wallet.id}/balance/real-time`);
  // 10 at 1, 2.5 at 2, 4 at 3.
  expect(real.body.figures.available).toBe("73");
  const asked = { external_customer_id: LUMEN.external_id, feature_key: "call_minute" };
  const check = async (quantity: string, region: string) =>
    (await api.post("/check", { ...asked, quantity, properties: { region } })).body;
  expect(await check("73", "us")).toMatchObject({ allowed: true, cost: "73" });
  expect(await check("25", "apac")).toMatchObject({ allowed: false, cost: "75" });

  await signIn("SUPPORT");
  await page.goto(`/customers/${customer.id}/consumption?by=property`);
  await expect(page.getByRole("main")).toContainText("apac");
  await page.goto("/events/apac");
  await expect(page.getByRole("main")).toContainText("4 minutes");
  await expect(page.getByRole("main")).toContainText("12");
});
