/** Events as developers and support see them: sent by hand, followed to the ledger, mended, replayed. */
import type { Locator, Page } from "@playwright/test";
import { anExport, FLEX, flexCorporation, sellContactData } from "./support/contact-data";
import { expect, test } from "./support/fixtures";
import { title } from "./support/screen";

const stage = (page: Page, name: RegExp): Locator =>
  page
    .getByRole("list", { name: "Stages" })
    .getByRole("listitem")
    .filter({ hasText: name })
    .first();

test.describe("in a sandbox", () => {
  test.use({ mode: "TEST" });

  test("a developer sends a test event and follows it to the ledger", async ({
    ctx,
    page,
    api,
    signIn,
  }) => {
    await sellContactData(ctx, api);
    await flexCorporation(api, { credits: "100" });
    await signIn("DEVELOPER");

    await page.goto("/events");
    await expect(page.getByRole("main")).toContainText("No events yet");
    await page.keyboard.press("n");
    const sending = page.getByRole("dialog", { name: "Send test event" });
    await sending.getByLabel("Customer").fill(FLEX.external_id);
    await sending.getByLabel("Event name").fill("contact_export");
    await sending.getByLabel("Properties").fill("{region: eu}");
    await sending.getByRole("button", { name: "Send event" }).click();
    await expect(sending).toContainText("Write JSON");
    await sending.getByLabel("Properties").fill('{"region": "eu"}');
    await expect(sending.getByRole("region", { name: "curl" })).toContainText(
      `"external_customer_id":"${FLEX.external_id}"`,
    );
    await sending.getByRole("button", { name: "Send event" }).click();

    await expect(title(page)).toHaveText("contact_export");
    await expect(page.getByRole("main")).toContainText("accepted");
    await expect(stage(page, /Ledger/)).toContainText("5 credits taken");
    await expect(stage(page, /Ledger/)).toContainText("100 → 95");
    await stage(page, /Matched/)
      .getByText("5 Matched")
      .click();
    await expect(stage(page, /Matched/)).toContainText("name differs: it counts “phone_reveal”");
    await stage(page, /Rated/).getByText("6 Rated").click();
    await expect(stage(page, /Rated/)).toContainText("5 credits per contact, since");
    await page.getByRole("link", { name: "Ledger entry" }).click();
    await expect(page.getByRole("dialog")).toContainText("Contact export");
  });
});

test("an event of an unknown customer is traced, the customer made, and it is charged", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  await flexCorporation(api, { credits: "100" });
  await api.made("/events", anExport("known"));
  await api.made("/events", anExport("early", { external_customer_id: "newcomer" }));
  await signIn("SUPPORT");

  await page.goto("/events");
  await expect(page.getByRole("figure", { name: /Events by result/ })).toContainText(
    "2 events, 1 of them refused or unmatched",
  );
  await page.getByLabel("Result", { exact: true }).selectOption("UNMATCHED");
  const rows = page.getByRole("region", { name: "Events", exact: true }).locator("[data-row]");
  await expect(rows).toHaveCount(1);
  await rows.getByRole("link").click();

  await expect(stage(page, /Customer/)).toContainText("No customer has the external id “newcomer”");
  await expect(stage(page, /Matched/)).toContainText("Not reached");
  await page.getByRole("link", { name: "Create customer" }).click();
  await expect(page.getByLabel("External id")).toHaveValue("newcomer");
  await page.getByLabel("Name", { exact: true }).fill("Newcomer Ltd");
  await page.getByRole("button", { name: "Create customer" }).click();
  await expect(title(page)).toHaveText("Newcomer Ltd");
  await api.made("/wallets", {
    ...{ external_customer_id: "newcomer", currency: "USD", name: "Main wallet" },
    ...{ conversion_rate: "0.03", initial_credits_to_load: "20" },
  });

  await page.goto("/events/early");
  await page.getByRole("button", { name: "Replay" }).first().click();
  await expect(page.getByText("Accepted for 5 credits")).toBeVisible();
  await expect(stage(page, /Ledger/)).toContainText("20 → 15");
  await expect(page.getByRole("button", { name: "Replay" })).toHaveCount(0);

  await page.getByRole("button", { name: "Correct or void…" }).click();
  const correcting = page.getByRole("dialog", { name: "Correct contact_export" });
  await expect(correcting.getByRole("region", { name: "Preview" })).toContainText("1 → 0");
  await correcting.getByLabel("Reason").fill("Sent by mistake");
  await correcting.getByRole("button", { name: "Give back 5 credits" }).click();
  const voided = "Voided: 5 credits taken, 5 credits given back";
  await expect(stage(page, /Ledger/)).toContainText(voided);
});

test("where no event came yet the page waits for the first, and shows it by itself", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId } = await flexCorporation(api, { credits: "100" });
  await signIn("DEVELOPER");
  await page.goto("/events");
  await expect(page.getByRole("status").filter({ hasText: "Listening…" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "API keys" })).toBeVisible();
  // Where the call to copy stands: a list that holds rows would be held still.
  await page.getByRole("region", { name: "A call to copy" }).hover();
  await api.made("/events", anExport("first"));
  const rows = page.getByRole("region", { name: "Events", exact: true }).locator("[data-row]");
  await expect(rows).toHaveCount(1);
  await rows.getByRole("link").click();
  await expect(title(page)).toHaveText("contact_export");

  await page.goto(`/customers/${customerId}/events`);
  await page.getByRole("switch", { name: "Live" }).click();
  await page.mouse.move(0, 0);
  await api.made("/events", anExport("second"));
  await api.made("/events", anExport("others", { external_customer_id: "nobody" }));
  await expect(rows).toHaveCount(2);
  const file = await page.request.get(`/customers/${customerId}/events/export?code=late`);
  expect((await file.text()).trim().split("\r\n")).toHaveLength(1);
  const whole = await page.request.get(`/customers/${customerId}/events/export`);
  const lines = (await whole.text()).trim().split("\r\n");
  expect(lines.slice(1).map((line) => line.split(",")[1])).toEqual(["second", "first"]);
});

test("a list that is live shows what comes, and a file has what is seen", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  await flexCorporation(api, { credits: "100" });
  await api.made("/events", anExport("first"));
  await signIn("VIEWER");
  await page.goto("/events?property=region%3Deu");
  const rows = page.getByRole("region", { name: "Events", exact: true }).locator("[data-row]");
  await expect(rows).toHaveCount(1);
  await page.getByRole("switch", { name: "Live" }).click();
  await page.mouse.move(0, 0);
  await api.made("/events", anExport("second"));
  await expect(rows).toHaveCount(2);

  const file = await page.request.get("/events/export?property=region%3Deu");
  const lines = (await file.text()).trim().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain("second");
  await page.goto("/events?property=region%3Dus");
  await expect(page.getByRole("main")).toContainText("No event matches");
});
