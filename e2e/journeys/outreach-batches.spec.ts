/** J4.6: a large batch is refused whole; scheduled runs hold credits, and less is available. */
import { expect, test } from "../support/fixtures";
import { availableOf, OUTREACH, outreachEvent, sellOutreach } from "../support/outreach";

const lookUps = (count: number) =>
  Array.from({ length: count }, (_, index) => outreachEvent(`bulk-${index}`, "email_lookup"));

test("a batch that the credits do not cover leaves nothing, and fits after a top-up", async ({
  api,
}) => {
  const { walletId } = await sellOutreach(api, "99");
  const refused = await api.post("/events/bulk", { events: lookUps(50), atomic: true });
  expect(refused).toMatchObject({ status: 402, body: { code: "insufficient_credits" } });
  expect(await availableOf(api, walletId)).toBe("99");
  expect(await api.get("/events/bulk-0")).toMatchObject({ status: 404 });

  const items = Array.from({ length: 5 }, () => ({
    ...{ external_customer_id: OUTREACH.external_id, credits: "30", reason: "Bulk enrichment" },
  }));
  const debits = await api.post("/debits/batch", { items, idempotency_key: "nightly-1" });
  expect(debits).toMatchObject({ status: 402, body: { code: "insufficient_credits" } });
  const fits = debits.body.details.items.map(({ fits: own }: { fits: boolean }) => own);
  expect(fits).toEqual([true, true, true, false, false]);
  expect(await availableOf(api, walletId)).toBe("99");

  await api.made(`/wallets/${walletId}/top-up`, {
    ...{ credits_to_add: "1", transaction_reason: "FREE_CREDIT_GRANT", idempotency_key: "one" },
  });
  const taken = await api.made("/events/bulk", { events: lookUps(50), atomic: true });
  expect(taken).toMatchObject({ accepted: 50, duplicates: 0 });
  expect(await availableOf(api, walletId)).toBe("0");
});

test("a scheduled run holds its credits: less is available until it is done", async ({
  api,
  page,
  signIn,
}) => {
  const { customerId, walletId } = await sellOutreach(api, "100");
  const hold = await api.made("/holds", {
    ...{ wallet_id: walletId, credits: "80", purpose: "Tonight’s run" },
    ...{ expires_in: 3600, idempotency_key: "tonight" },
  });
  expect(await availableOf(api, walletId)).toBe("20");
  expect(await api.post("/events/bulk", { events: lookUps(11), atomic: true })).toMatchObject({
    ...{ status: 402, body: { code: "insufficient_credits", details: { available: "20" } } },
  });

  await signIn("SUPPORT");
  await page.goto(`/customers/${customerId}`);
  const figure = (label: string) =>
    page
      .locator("dl > div")
      .filter({ hasText: new RegExp(`^${label}`) })
      .first();
  await expect(figure("Available")).toContainText("20 credits");
  await expect(figure("Held")).toContainText("80");
  await page.goto("/holds");
  await expect(page.getByRole("row", { name: /Tonight’s run/ })).toContainText("80");

  await api.post(`/holds/${hold.id}/capture`, { credits: "50", idempotency_key: "done" });
  expect(await availableOf(api, walletId)).toBe("50");
  expect(await api.made("/events/bulk", { events: lookUps(11), atomic: true })).toMatchObject({
    accepted: 11,
  });
  expect(await availableOf(api, walletId)).toBe("28");
});
