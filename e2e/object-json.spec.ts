/** Each thing's page shows it as the API tells it, to read and to ask for again from a shell. */
import { expect, test } from "./support/fixtures";
import { aShop, type Shop } from "./support/shop";

const THINGS = (shop: Shop): readonly (readonly [page: string, api: string, of?: string])[] => [
  [`/customers/${shop.customerId}`, `/customers/${shop.customerId}`],
  [`/customers/${shop.customerId}/wallets/${shop.walletId}`, `/wallets/${shop.walletId}`, "wallet"],
  [`/features/${shop.exportId}`, `/features/${shop.exportId}`],
  [`/plans/${shop.planId}`, `/plans/${shop.planId}`],
  [`/plans/products/${shop.productId}`, `/products/${shop.productId}`],
  [`/packs/${shop.packId}`, `/packs/${shop.packId}`],
  [`/subscriptions/${shop.subscriptionId}`, `/subscriptions/${shop.subscriptionId}`],
  [`/invoices/${shop.paidInvoiceId}`, `/invoices/${shop.paidInvoiceId}`],
];

test("each thing can be seen as JSON and asked for as curl, as the API answers it", async ({
  ctx,
  api,
  page,
  signIn,
}) => {
  const shop = await aShop(ctx, api);
  await signIn("VIEWER");
  for (const [address, path, of] of THINGS(shop)) {
    await page.goto(address);
    await page
      .getByRole("button", { name: of ? `View ${of} as JSON` : "View as JSON", exact: true })
      .click();
    const sheet = page.getByRole("dialog", { name: "As the API tells it" });
    await expect(sheet.getByRole("region", { name: "curl, to read" })).toContainText(
      `curl "$FLORIN_URL/v1${path}"`,
    );
    const shown = await sheet.getByRole("region", { name: "JSON, to read" }).textContent();
    expect(JSON.parse(String(shown)), path).toEqual((await api.get(path)).body);
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
  }
});

test("an event is seen as JSON with its trace, and a refusal of the API in its own words", async ({
  ctx,
  api,
  page,
  signIn,
  guards,
}) => {
  const { eventId } = await aShop(ctx, api);
  await signIn("DEVELOPER");
  await page.goto(`/events/${eventId}`);
  await page.getByRole("button", { name: "View as JSON" }).click();
  const sheet = page.getByRole("dialog", { name: "As the API tells it" });
  await expect(sheet.getByRole("region", { name: "JSON, to read" })).toContainText('"stages"');
  await page.keyboard.press("Escape");

  guards.expectStatus(503);
  await page.route("**/v1/events/*", (route) =>
    route.fulfill({
      status: 503,
      headers: { "x-request-id": "req-of-a-fault" },
      json: { detail: "The database does not answer" },
    }),
  );
  await page.getByRole("button", { name: "View as JSON" }).click();
  await expect(sheet).toContainText("The database does not answer");
  await expect(sheet).toContainText("req-of-a-fault");
  await page.unroute("**/v1/events/*");
  await sheet.getByRole("button", { name: "Try again" }).click();
  await expect(sheet.getByRole("region", { name: "JSON, to read" })).toContainText('"stages"');
});
