/** J3.7: a log of every grant, deduction, expiry and top-up, with its time and the caller's notes. */
import type { Context } from "@/lib/context";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { StripeEvent } from "@/lib/stripe/schema/event";
import { takeDelivery } from "@/lib/stripe/writes/take-delivery";
import { anEvent, aSession } from "@/lib/testing/stripe-events";
import { acme, sellAiApi, used } from "../support/ai-api";
import type { Api } from "../support/api";
import { expect, test } from "../support/fixtures";

test.use({ mode: "TEST" });

const START = "2026-01-01T00:00:00Z";
const END = "2026-02-01T00:00:00Z";

/** A month on a clock: a grant, a checkout, a call, a debit by hand, and the end of the grant. */
async function aMonth(ctx: Context, api: Api) {
  await sellAiApi(api);
  const clock = await api.made("/test-clocks", { name: "January", frozen_at: START });
  const { customerId, walletId } = await acme(api, "0", { test_clock_id: clock.id });
  await api.made("/credit-grants", {
    ...{ wallet_id: walletId, name: "January", amount: "100", expires_at: END },
    ...{ grant_type: "prepaid", idempotency_key: "january", metadata: { order: "PO-4711" } },
  });
  await takeDelivery(
    { ...ctx, origin: "system", actor: { kind: "system", name: "Stripe" } },
    StripeEvent.parse(anEvent({ livemode: false }, aSession({ amount_total: 1_000 }))),
  );
  await api.made(`/wallets/${walletId}/top-up`, {
    ...{ credits_to_add: "10", transaction_reason: "FREE_CREDIT_GRANT", idempotency_key: "free" },
    metadata: { ticket: "42" },
  });
  await api.made("/events", used("call-1", "model.inference", { credits: "25" }));
  await api.made(`/wallets/${walletId}/debit`, {
    ...{ credits: "5", reason: "Correction of a call", idempotency_key: "by-hand" },
    metadata: { ticket: "43", region: "=eu" },
  });
  await api.made(`/test-clocks/${clock.id}/advance`, { to: END });
  return { customerId, walletId };
}

/** What each entry changed and who or what did it, the latest first. */
const LOG = [
  ["due", "-70", {}],
  ["debit", "-5", { ticket: "43", region: "=eu" }],
  ["debit", "-25", {}],
  ["grant", "10", { ticket: "42" }],
  ["grant", "1000", { stripe_session: "cs_live_a1", stripe_payment_intent: "pi_1" }],
  ["grant", "100", { order: "PO-4711" }],
] as const;

test("the log holds every grant, top-up, deduction and expiry, with its time and notes", async ({
  ctx,
  api,
  page,
  signIn,
}) => {
  const { customerId, walletId } = await aMonth(ctx, api);
  const { items } = (await api.get(`/wallets/${walletId}/transactions`)).body;
  const told = items.map((one: Record<string, unknown>) => [one.kind, changeOf(one), one.metadata]);
  expect(told).toEqual(LOG);
  expect(items[0].transaction_reason).toBe("CREDIT_EXPIRED");
  const sum = LOG.reduce((total, [, change]) => total + Number(change), 0);
  const { figures } = (await api.get(`/wallets/${walletId}/balance/real-time`)).body;
  expect(figures).toMatchObject({ available: String(sum), balance: String(sum) });

  await signIn("FINANCE");
  await page.goto(`/customers/${customerId}/ledger`);
  const rows = page.getByRole("row").filter({ has: page.getByRole("link") });
  await expect(rows).toHaveCount(LOG.length);
  await expect(rows.first()).toContainText(/expired.*−70/);
  await expect(page.getByRole("main")).toContainText("1 Feb 2026");
  await rows.filter({ hasText: "Stripe Checkout" }).getByRole("link").first().click();
  const sheet = page.getByRole("dialog", { name: "Credits" });
  await expect(sheet).toContainText("ByStripe");
  await expect(sheet).toContainText("stripe_sessioncs_live_a1");
  await sheet.getByRole("button", { name: "Close" }).click();

  const address = await page.getByRole("link", { name: "Export CSV" }).getAttribute("href");
  const file = await page.request.get(address ?? "");
  const lines = (await file.text()).trim().split("\r\n");
  expect(lines).toHaveLength(LOG.length + 1);
  expect(lines[0]).toMatch(/^\uFEFF?id,effective_at,recorded_at,.*,metadata$/);
  const written = lines.slice(1);
  for (const [place, [kind, change, metadata]] of LOG.entries()) {
    const at = place === 0 ? END : START;
    expect(written[place]).toContain(`,${at.replace("Z", ".000Z")},`);
    expect(written[place]).toContain(`,${kind},`);
    expect(written[place]).toContain(`,${change},`);
    for (const [name, value] of Object.entries(metadata)) {
      // Quotes are doubled within a quoted cell.
      expect(written[place]).toContain(`""${name}"":""${value}""`);
    }
  }
});

const changeOf = ({ type, credit_amount: amount }: Record<string, unknown>) =>
  type === "debit" ? `-${amount}` : amount;

test("a time of the past shows what the wallet held then, and nothing is lost since", async ({
  ctx,
  api,
}) => {
  const { walletId } = await aMonth(ctx, api);
  const asOf = async (at: string) =>
    (await api.get(`/wallets/${walletId}/balance?as_of=${at}`)).body.figures.available;

  expect(await asOf("2026-01-31T23:59:59.999Z")).toBe("1080");
  expect(await asOf(END)).toBe("1010");
  const verified = await verifyLedger(ctx.organizationId);
  expect(verified.differences).toEqual([]);
});
