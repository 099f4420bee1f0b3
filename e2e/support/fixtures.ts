/**
 * What every browser test begins with: an organization of its own, a key of it, and people of any
 * role. A page that logs an error, throws or asks anything of another origin fails its test.
 */
import { test as base, expect } from "@playwright/test";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import type { Context, Role } from "@/lib/context";
import { closeHotPool } from "@/lib/db/hot-pool";
import { closePrisma } from "@/lib/db/prisma";
import { setDatabase } from "@/lib/db/settings";
import { type FlorinClient, florinClient } from "@/lib/sdk/florin-client";
import { type Api, apiOf } from "./api";
import { type Guards, watch } from "./guards";
import { aMember, anOrganization, type Mode, signInAs } from "./staff";

export { expect };

type Options = {
  /** Of the test's organization. */
  readonly mode: Mode;
};

type Fixtures = {
  readonly ctx: Context;
  readonly api: Api;
  /** The same key, by the typed client. */
  readonly client: FlorinClient;
  /** Signs a new member of this role in. */
  readonly signIn: (role: Role) => Promise<void>;
  readonly guards: Guards;
};

export const test = base.extend<Options & Fixtures, { readonly database: string }>({
  mode: ["LIVE", { option: true }],

  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed
    async ({}, use) => {
      const url = process.env.DATABASE_URL;
      if (!url) throw new Error("DATABASE_URL has to name the database of the server under test");
      setDatabase({ url, hotConnections: 2, coldConnections: 2 });
      await use(url);
      await Promise.all([closeHotPool(), closePrisma()]);
    },
    { scope: "worker", auto: true },
  ],

  ctx: async ({ mode }, use) => {
    await use(await anOrganization(mode));
  },

  api: async ({ ctx, playwright, baseURL }, use) => {
    const { secret } = await createApiKey(ctx, { name: "Test", scopes: ["*"], expiresAt: null });
    const request = await playwright.request.newContext({
      ...(baseURL && { baseURL }),
      extraHTTPHeaders: { "x-api-key": secret },
    });
    await use(apiOf(request));
    await request.dispose();
  },

  client: async ({ ctx, baseURL }, use) => {
    const { secret } = await createApiKey(ctx, { name: "Client", scopes: ["*"], expiresAt: null });
    await use(florinClient({ url: baseURL ?? "", key: secret }));
  },

  signIn: async ({ ctx, context }, use) => {
    await use(async (role) => signInAs(context, await aMember(ctx, role)));
  },

  guards: [
    async ({ context, baseURL }, use) => {
      const guards = watch(context, new URL(baseURL ?? "").origin);
      await use(guards);
      expect(guards.faults, "pages log no error and stay on their origin").toEqual([]);
    },
    { auto: true },
  ],
});
