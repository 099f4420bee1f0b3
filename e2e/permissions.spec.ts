/**
 * What the role table of `lib/auth/permission.ts` forbids is refused: by every page, by every
 * server action whatever the page showed, and by the API; and it is not offered.
 */
import type { APIRequestContext, Page } from "@playwright/test";
import { type Permission, permits, ROLE_NAMES } from "@/lib/auth/permission";
import type { Role } from "@/lib/context";
import { listActions, refusalOf } from "./support/actions";
import { whatIsSaid } from "./support/answers";
import { expect, test } from "./support/fixtures";
import { ACTIONS, OFFERS, PAGES } from "./support/gates";
import { aShop, type Shop } from "./support/shop";
import { aMember, anOrganization, type Mode, signInAs } from "./support/staff";

const ROLES = Object.keys(ROLE_NAMES) as Role[];

test("the table names every action that the build has", () => {
  const built = [...listActions().keys()].filter((name) => name !== "chooseOrganizationAction");
  expect(built.sort()).toEqual(Object.keys(ACTIONS).sort());
});

const CASES: readonly (readonly [Role, Mode])[] = [
  ...ROLES.map((role) => [role, "LIVE"] as const),
  ["DEVELOPER", "TEST"],
];

type Allows = (permission: Permission) => boolean;

async function seesPages(request: APIRequestContext, shop: Shop, allows: Allows): Promise<void> {
  for (const [path, permission] of Object.entries(PAGES(shop))) {
    const said = await whatIsSaid(request, path);
    expect.soft(said, path).toBe(allows(permission) ? "shown" : `no access: ${permission}`);
  }
}

async function callsActions(
  request: APIRequestContext,
  origin: string,
  allows: Allows,
): Promise<void> {
  const built = listActions();
  for (const [name, permission] of Object.entries(ACTIONS)) {
    const code = await refusalOf(request, built.get(name), origin);
    // Allowed, an input without its fields is refused for that alone: nothing is changed.
    expect.soft(code, name).toBe(allows(permission) ? "validation_error" : "forbidden");
  }
}

async function isOffered(page: Page, shop: Shop, allows: Allows): Promise<void> {
  for (const [path, kind, name, permission] of OFFERS(shop)) {
    await openOnce(page, path);
    const found = page.getByRole("main").getByRole(kind, { name });
    await expect.soft(found, `${name} on ${path}`).toHaveCount(allows(permission) ? 1 : 0);
  }
}

for (const [role, mode] of CASES) {
  test.describe(`${ROLE_NAMES[role]}, ${mode.toLowerCase()}`, () => {
    test.use({ mode });
    // Every page, every action and every button there is.
    test.slow();

    test("sees the pages, may call the actions and is offered the buttons of the role, and no other", async ({
      ctx,
      api,
      page,
      signIn,
      baseURL,
    }) => {
      const allows: Allows = (permission) => permits(role, mode, permission);
      const shop = await aShop(ctx, api);
      await signIn(role);
      await seesPages(page.request, shop, allows);
      await callsActions(page.request, baseURL ?? "", allows);
      await isOffered(page, shop, allows);
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
