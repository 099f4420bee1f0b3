/** J3.5: a paid Stripe checkout grants its credits once, for 90 days; what goes wrong is seen and settled. */
import type { APIRequestContext, Page } from "@playwright/test";
import { A_SECRET, anEvent, aSession, signed, type Words } from "@/lib/testing/stripe-events";
import { ACME, acme, availableIn } from "../support/ai-api";
import { expect, test } from "../support/fixtures";

const ANOTHER = "whsec_00000000000000000000000000000000B";
const LIST = "/settings/integrations/deliveries";

/** Enters the secret by hand, and answers the address that Stripe is to be given. */
async function connect(page: Page): Promise<string> {
  await page.goto("/");
  const main = page.getByRole("navigation", { name: "Main" });
  await main.getByRole("link", { name: "Settings" }).click();
  await page.waitForURL(/\/settings\/integrations$/);
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await expect(page.getByText("None is entered yet")).toBeVisible();
  await page.getByRole("button", { name: "Enter secret…" }).click();
  const dialog = page.getByRole("dialog", { name: "Enter the signing secret" });
  await dialog.getByLabel("Signing secret").fill("sk_live_not_a_signing_secret");
  await dialog.getByRole("button", { name: "Save secret" }).click();
  await expect(dialog.getByLabel("Signing secret")).toHaveAccessibleDescription(/whsec_/);
  await dialog.getByLabel("Signing secret").fill(A_SECRET);
  await dialog.getByRole("button", { name: "Save secret" }).click();
  await expect(page.getByText("The secret …fffA is in use")).toBeVisible();
  await expect(page.getByRole("list", { name: "Signing secrets" })).toContainText("active");
  await expect(page.getByRole("main")).not.toContainText(A_SECRET);
  const address = page.getByText(/\/v1\/webhooks\/stripe\/org_/);
  return (await address.textContent()) ?? "";
}

/** As Stripe posts it: no key, the exact bytes that were signed. */
async function deliver(
  request: APIRequestContext,
  address: string,
  event: Words,
  { secret = A_SECRET, age = 0 }: { secret?: string | null; age?: number } = {},
) {
  const data = JSON.stringify(event, null, 2);
  const at = Math.floor(Date.now() / 1000) - age;
  const answer = await request.post(address, {
    data,
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...(secret && { "stripe-signature": signed(data, secret, at) }),
    },
  });
  return { status: answer.status(), body: await answer.json() };
}

test("an owner connects Stripe, and a paid checkout grants once, with a paid invoice", async ({
  api,
  page,
  request,
  signIn,
}) => {
  const { customerId, walletId } = await acme(api);
  await signIn("OWNER");
  const address = await connect(page);
  const session = aSession({ metadata: { florin_credits: "25000" }, amount_total: 12_500 });
  const event = anEvent({}, session);

  const answers = await Promise.all(
    Array.from({ length: 8 }, () => deliver(request, address, event)),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  const settled = { type: "checkout.session.async_payment_succeeded" };
  expect((await deliver(request, address, anEvent(settled, session))).body).toMatchObject({
    status: "duplicate",
  });
  expect(await availableIn(api, walletId)).toBe("25000");
  const [grant] = (await api.get(`/wallets/${walletId}/grants`)).body.items;
  const days = (Date.parse(grant.expires_at) - Date.parse(grant.effective_at)) / 86_400_000;
  expect([grant.credits, days]).toEqual(["25000", 90]);

  await page.reload();
  const last = page.getByRole("region", { name: "Deliveries" });
  await expect(last.getByRole("row").filter({ hasText: "granted" }).last()).toContainText(
    "came 8 times",
  );
  await expect(last.getByRole("row").filter({ hasText: "duplicate" })).toHaveCount(1);
  await page.getByRole("link", { name: "All deliveries" }).click();
  await page.getByRole("combobox", { name: "Result" }).selectOption("Granted");
  await page.getByRole("link", { name: "checkout.session.completed" }).click();
  const sheet = page.getByRole("dialog", { name: "checkout.session.completed" });
  await expect(sheet).toContainText("The credits were granted");
  await expect(sheet).toContainText(`Customer${ACME.name}`);
  await expect(sheet).toContainText("25,000 credits");
  await sheet.getByRole("link", { name: /^INV-/ }).click();
  await page.waitForURL(/\/invoices\/inv_/);
  await expect(page.getByRole("main")).toContainText("$125.00");
  await expect(page.getByRole("main")).toContainText("stripe:pi_1");
  const invoices = (await api.get(`/invoices?customer_id=${customerId}`)).body.items;
  expect(invoices).toMatchObject([
    { payment_status: "SUCCEEDED", total: "125", amount_paid: "125", amount_remaining: "0" },
  ]);
});

test("a payment of a customer that nobody knows waits, and is granted by a click once it is known", async ({
  api,
  page,
  request,
  signIn,
}) => {
  await signIn("OWNER");
  const address = await connect(page);
  const answer = await deliver(request, address, anEvent());
  expect(answer).toMatchObject({
    ...{ status: 200, body: { received: true, status: "failed", reason: "unknown_customer" } },
  });

  await page.reload();
  await expect(page.getByText("One failed and waits for you.")).toBeVisible();
  await page.goto(`${LIST}?status=FAILED`);
  await page.getByRole("link", { name: "checkout.session.completed" }).click();
  const sheet = page.getByRole("dialog", { name: "checkout.session.completed" });
  await expect(sheet.getByRole("alert")).toContainText("There is no such customer: acme");
  await expect(sheet).toContainText("Create the customer under this external id");
  await sheet.getByRole("button", { name: "Process again" }).click();
  await expect(page.getByText("It came to nothing again: failed")).toBeVisible();

  const customer = await api.made("/customers", ACME);
  await sheet.getByRole("button", { name: "Process again" }).click();
  await expect(page.getByText("The credits were granted").first()).toBeVisible();
  await expect(sheet).toContainText("Test Owner");
  await expect(sheet.getByRole("button", { name: "Process again" })).toHaveCount(0);
  const [wallet] = (await api.get(`/customers/${customer.id}/wallets`)).body;
  expect(wallet.figures).toMatchObject({ available: "1000" });
  const listed = (await api.get("/stripe-deliveries?status=GRANTED")).body.items;
  expect(listed).toMatchObject([{ decided_by: "Test Owner", credits: "1000", times: 1 }]);
});

test("what nobody can know to be Stripe's changes nothing and is counted; a secret is rolled", async ({
  api,
  page,
  request,
  signIn,
}) => {
  const { walletId } = await acme(api);
  await signIn("OWNER");
  const address = await connect(page);
  for (const how of [{ secret: null }, { secret: ANOTHER }, { age: 3600 }]) {
    expect((await deliver(request, address, anEvent(), how)).status).toBe(401);
  }
  const other = await deliver(request, address, anEvent({ livemode: false }));
  expect(other.body).toMatchObject({ status: "refused", reason: "wrong_mode_test" });
  expect(await availableIn(api, walletId)).toBe("0");
  const turnedAway = page.getByRole("region", { name: "Turned away" });
  // They are written down a second after they came.
  await expect(async () => {
    await page.reload();
    await expect(turnedAway.getByRole("row")).toHaveCount(4, { timeout: 2_000 });
  }).toPass();
  await expect(turnedAway).toContainText("Without a signature");
  await expect(turnedAway).toContainText("Signed with another secret");
  await expect(turnedAway).toContainText("Signed too long ago");

  await page.getByRole("button", { name: "Roll secret…" }).click();
  const dialog = page.getByRole("dialog", { name: "Roll the signing secret" });
  await dialog.getByLabel("Signing secret").fill(ANOTHER);
  await dialog.getByLabel("The old one works too for").selectOption("An hour");
  await dialog.getByRole("button", { name: "Roll secret" }).click();
  const secrets = page.getByRole("list", { name: "Signing secrets" });
  await expect(secrets.getByRole("listitem")).toHaveCount(2);
  await expect(secrets).toContainText("works until");
  const idle = () => anEvent({ type: "charge.updated" });
  expect((await deliver(request, address, idle())).status).toBe(200);
  expect((await deliver(request, address, idle(), { secret: ANOTHER })).status).toBe(200);

  await secrets.getByRole("button", { name: "End fffA…" }).click();
  await page.getByRole("button", { name: "End secret" }).click();
  await expect(secrets.getByRole("listitem")).toHaveCount(1);
  expect((await deliver(request, address, idle())).status).toBe(401);
});

test("a developer sees what came, and changes nothing; others are told who may see it", async ({
  page,
  signIn,
}) => {
  await signIn("DEVELOPER");
  await page.goto("/settings/integrations");
  await expect(page.getByText(/\/v1\/webhooks\/stripe\/org_/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Enter secret…" })).toHaveCount(0);
  await signIn("SUPPORT");
  await page.goto(LIST);
  await expect(page).toHaveURL(/no-access/);
});
