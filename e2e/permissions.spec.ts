/**
 * What the role table of `lib/auth/permission.ts` forbids is refused: by every page, by every
 * server action whatever the page showed, and by the API; and it is not offered.
 */
import type { Page } from "@playwright/test";
import { type Permission, permits, ROLE_NAMES } from "@/lib/auth/permission";
import type { Role } from "@/lib/context";
import { listActions, refusalOf } from "./support/actions";
import { whatIsSaid } from "./support/answers";
import { expect, test } from "./support/fixtures";
import { aShop, type Shop } from "./support/shop";
import { aMember, anOrganization, type Mode, signInAs } from "./support/staff";

const ROLES = Object.keys(ROLE_NAMES) as Role[];

const PAGES = (shop: Shop): Readonly<Record<string, Permission>> => {
  const customer = `/customers/${shop.customerId}`;
  return {
    "/": "report:read",
    "/customers": "customer:read",
    "/customers/new": "customer:write",
    [customer]: "customer:read",
    [`${customer}/wallets`]: "wallet:read",
    [`${customer}/wallets/${shop.walletId}`]: "wallet:read",
    [`${customer}/consumption`]: "usage:read",
    [`${customer}/ledger`]: "ledger:read",
    [`${customer}/subscriptions`]: "subscription:read",
    [`${customer}/invoices`]: "invoice:read",
    [`${customer}/events`]: "usage:read",
    "/features": "catalog:read",
    "/features/new": "catalog:write",
    [`/features/${shop.exportId}`]: "catalog:read",
    "/plans": "catalog:read",
    "/plans/new": "catalog:write",
    [`/plans/${shop.planId}`]: "catalog:read",
    [`/plans/${shop.draftPlanId}/draft`]: "catalog:write",
    [`/plans/${shop.draftPlanId}/draft/review`]: "catalog:write",
    "/packs": "catalog:read",
    "/subscriptions": "subscription:read",
    "/subscriptions/new": "subscription:write",
    [`/subscriptions/${shop.subscriptionId}`]: "subscription:read",
    "/invoices": "invoice:read",
    [`/invoices/${shop.openInvoiceId}`]: "invoice:read",
    "/ledger": "ledger:read",
    "/developers/keys": "developer:read",
    "/developers/logs": "developer:read",
    "/developers/test-clocks": "developer:read",
    "/developers/test-clocks/new": "developer:write",
    "/ledger/trial-balance": "ledger:read",
    [`${customer}/wallets/${shop.walletId}/statement`]: "ledger:read",
    "/holds": "wallet:read",
  };
};

/** Every action but `chooseOrganizationAction`, which is everybody's. */
const ACTIONS: Readonly<Record<string, Permission>> = {
  addCreditCostAction: "catalog:write",
  advanceTestClockAction: "developer:write",
  adjustWalletAction: "wallet:manage",
  archiveCustomerAction: "customer:write",
  archiveFeatureAction: "catalog:write",
  archivePackAction: "catalog:write",
  archivePlanAction: "catalog:write",
  archiveTestClockAction: "developer:write",
  cancelSubscriptionAction: "subscription:write",
  captureHoldAction: "wallet:hold",
  closeWalletAction: "wallet:manage",
  createApiKeyAction: "developer:write",
  createCustomerAction: "customer:write",
  createFeatureAction: "catalog:write",
  createPlanAction: "catalog:write",
  createTestClockAction: "developer:write",
  createWalletAction: "customer:write",
  debitWalletAction: "wallet:debit",
  extendGrantAction: "wallet:manage",
  freezeWalletAction: "wallet:manage",
  listFeatureChoicesAction: "catalog:read",
  listWalletChoicesAction: "wallet:read",
  openDraftAction: "catalog:write",
  placeHoldAction: "wallet:hold",
  previewAdjustAction: "wallet:manage",
  previewAdvanceAction: "developer:write",
  previewCancelAction: "subscription:write",
  previewCaptureAction: "wallet:hold",
  previewCloseAction: "wallet:manage",
  previewDebitAction: "wallet:debit",
  previewExtendAction: "wallet:manage",
  previewFreezeAction: "wallet:manage",
  previewHoldAction: "wallet:hold",
  previewRefillAction: "wallet:manage",
  previewReleaseAction: "wallet:hold",
  previewResetAction: "wallet:manage",
  previewReverseAction: "wallet:reverse",
  previewStartAction: "subscription:write",
  previewStopRefillAction: "wallet:manage",
  previewTopUpAction: "wallet:topup",
  previewTransferAction: "wallet:manage",
  previewUnfreezeAction: "wallet:manage",
  previewVoidGrantAction: "wallet:reverse",
  previewVoidWalletAction: "wallet:reverse",
  publishPlanAction: "catalog:write",
  recordPaymentAction: "invoice:pay",
  releaseHoldAction: "wallet:hold",
  resetWalletAction: "wallet:manage",
  restoreFeatureAction: "catalog:write",
  restorePackAction: "catalog:write",
  restorePlanAction: "catalog:write",
  reverseTransactionAction: "wallet:reverse",
  revokeApiKeyAction: "developer:write",
  rollApiKeyAction: "developer:write",
  savePackAction: "catalog:write",
  simulateBurnAction: "wallet:read",
  startRefillAction: "wallet:manage",
  startSubscriptionAction: "subscription:write",
  stopRefillAction: "wallet:manage",
  topUpWalletAction: "wallet:topup",
  transferCreditsAction: "wallet:manage",
  unfreezeWalletAction: "wallet:manage",
  updateCustomerAction: "customer:write",
  updateDraftAction: "catalog:write",
  updateFeatureAction: "catalog:write",
  updatePlanAction: "catalog:write",
  updateWalletAction: "wallet:manage",
  verifyNowAction: "ledger:read",
  voidGrantAction: "wallet:reverse",
  voidInvoiceAction: "invoice:pay",
  voidWalletAction: "wallet:reverse",
};

type Offer = readonly [path: string, role: "button" | "link", name: RegExp, needs: Permission];

const OFFERS = (shop: Shop): readonly Offer[] => [
  [`/customers/${shop.customerId}`, "button", /^Top up$/, "wallet:topup"],
  [`/customers/${shop.customerId}`, "button", /^Debit$/, "wallet:debit"],
  [`/customers/${shop.customerId}`, "button", /^Hold$/, "wallet:hold"],
  [`/customers/${shop.customerId}`, "link", /^Subscribe$/, "subscription:write"],
  [`/customers/${shop.customerId}`, "button", /^More$/, "customer:write"],
  [`/invoices/${shop.openInvoiceId}`, "button", /^Record payment$/, "invoice:pay"],
  [`/features/${shop.exportId}`, "button", /^New cost/, "catalog:write"],
  ["/plans", "link", /^New plan$/, "catalog:write"],
  ["/customers", "link", /^New customer$/, "customer:write"],
];

test("the table names every action that the build has", () => {
  const built = [...listActions().keys()].filter((name) => name !== "chooseOrganizationAction");
  expect(built.sort()).toEqual(Object.keys(ACTIONS).sort());
});

const CASES: readonly (readonly [Role, Mode])[] = [
  ...ROLES.map((role) => [role, "LIVE"] as const),
  ["DEVELOPER", "TEST"],
];

for (const [role, mode] of CASES) {
  const allows = (permission: Permission) => permits(role, mode, permission);

  test.describe(`${ROLE_NAMES[role]}, ${mode.toLowerCase()}`, () => {
    test.use({ mode });

    test("sees the pages of the role, and is told what others ask for", async ({
      ctx,
      api,
      context,
      signIn,
    }) => {
      const pages = PAGES(await aShop(ctx, api));
      await signIn(role);
      for (const [path, permission] of Object.entries(pages)) {
        const said = await whatIsSaid(context.request, path);
        expect.soft(said, path).toBe(allows(permission) ? "shown" : `no access: ${permission}`);
      }
    });

    test("may call the actions of the role, and no other", async ({ context, signIn, baseURL }) => {
      await signIn(role);
      const built = listActions();
      for (const [name, permission] of Object.entries(ACTIONS)) {
        const code = await refusalOf(context.request, built.get(name), baseURL ?? "");
        // Allowed, an input without its fields is refused for that alone: nothing is changed.
        expect.soft(code, name).toBe(allows(permission) ? "validation_error" : "forbidden");
      }
    });

    test("is offered what the role may do, and nothing else", async ({
      ctx,
      api,
      page,
      signIn,
    }) => {
      const offers = OFFERS(await aShop(ctx, api));
      await signIn(role);
      for (const [path, kind, name, permission] of offers) {
        await openOnce(page, path);
        const found = page.getByRole("main").getByRole(kind, { name });
        await expect.soft(found, `${name} on ${path}`).toHaveCount(allows(permission) ? 1 : 0);
      }
    });
  });
}

async function openOnce(page: Page, path: string): Promise<void> {
  if (!page.url().endsWith(path)) await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

test("who is not signed in sees no page and calls no action", async ({
  ctx,
  api,
  context,
  baseURL,
}) => {
  const shop = await aShop(ctx, api);
  for (const path of Object.keys(PAGES(shop))) {
    expect.soft(await whatIsSaid(context.request, path), path).toBe("sign in");
  }
  for (const [name, built] of listActions()) {
    if (!(name in ACTIONS)) continue;
    const code = await refusalOf(context.request, built, baseURL ?? "");
    expect.soft(code, name).toBe("unauthenticated");
  }
});

test("an owner of one organization finds nothing of another's", async ({ ctx, api, context }) => {
  const foreign = PAGES(await aShop(ctx, api));
  const foreignIds = Object.keys(foreign).filter((path) => path.includes("_"));
  expect(foreignIds.length).toBeGreaterThan(10);
  await signInAs(context, await aMember(await anOrganization("LIVE"), "OWNER"));
  for (const path of foreignIds) {
    expect.soft(await whatIsSaid(context.request, path), path).toBe("not found");
  }
});

test("by session the API is read only, and only for the dashboard itself", async ({
  ctx,
  api,
  page,
  signIn,
  guards,
}) => {
  const { walletId } = await aShop(ctx, api);
  guards.expectStatus(401);
  await signIn("OWNER");
  await page.goto("/no-access");
  const statusOf = (path: string, body?: object) =>
    page.evaluate(
      async ([where, text]) => {
        const post = { method: "POST", headers: { "content-type": "application/json" } };
        const answer = await fetch(where, text === null ? {} : { ...post, body: text });
        return answer.status;
      },
      [path, body ? JSON.stringify(body) : null] as const,
    );

  expect(await statusOf(`/v1/wallets/${walletId}`)).toBe(200);
  const debit = { credits: "1", idempotency_key: "session" };
  expect(await statusOf(`/v1/wallets/${walletId}/debit`, debit)).toBe(401);
  const elsewhere = { headers: { "sec-fetch-site": "cross-site" } };
  const answer = await page.request.get(`/v1/wallets/${walletId}`, elsewhere);
  expect(answer.status()).toBe(401);
});
