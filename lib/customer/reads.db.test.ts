import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { aContext, later } from "@/lib/testing/factories";
import { findCustomerByExternalId, findCustomerId, listCustomers } from "./reads";
import { CustomerInput, CustomerQuery, type CustomerQueryFields } from "./schema";
import { createCustomer } from "./writes/create-customer";

async function withCustomers(names: readonly string[]): Promise<Context> {
  const ctx = await aContext();
  for (const [index, name] of names.entries()) {
    const at = new Date(ctx.at.getTime() + index * 1000);
    const email = `${name.toLowerCase().replaceAll(/\W/g, "")}@mail.example`;
    await createCustomer(
      later(ctx, at),
      CustomerInput.parse({ externalId: `ext_${index}`, name, email }),
    );
  }
  return ctx;
}

const list = (ctx: Context, query: CustomerQueryFields = {}) =>
  listCustomers(ctx, CustomerQuery.parse(query));
const names = (page: Awaited<ReturnType<typeof list>>) => page.items.map(({ name }) => name);

describe("listCustomers", () => {
  it("lists newest first, and only this organization's", async () => {
    const ctx = await withCustomers(["Acme", "Bolt", "Crate"]);
    await withCustomers(["Stranger"]);
    const page = await list(ctx);

    expect(names(page)).toEqual(["Crate", "Bolt", "Acme"]);
    expect(page).toMatchObject({ total: 3, nextCursor: null });
  });

  it.each([
    ["created", ["Delta", "Crate", "Bolt", "Acme", "Acme"]],
    ["name", ["Acme", "Acme", "Bolt", "Crate", "Delta"]],
  ] as const)("pages by %s without gap or repeat, ties included", async (sort, expected) => {
    const ctx = await withCustomers(["Acme", "Acme", "Bolt", "Crate", "Delta"]);
    const seen: string[] = [];
    const ids = new Set<string>();
    let cursor: string | null = null;
    do {
      const page = await list(ctx, { sort, limit: 2, cursor });
      seen.push(...names(page));
      for (const { id } of page.items) ids.add(id);
      expect(page.total).toBe(5);
      cursor = page.nextCursor;
    } while (cursor !== null);

    expect(seen).toEqual(expected);
    expect(ids.size).toBe(5);
  });

  it.each([
    ["CRAT", ["Crate"]],
    ["ext_0", ["50% off_Acme"]],
    ["crate@mail", ["Crate"]],
    ["50% off_", ["50% off_Acme"]],
    ["%", ["50% off_Acme"]],
    ["ext_", ["Crate", "50% off_Acme"]],
    ["nobody", []],
  ])("finds %s in name, external id or email", async (search, expected) => {
    const ctx = await withCustomers(["50% off_Acme", "Crate"]);

    expect(names(await list(ctx, { search }))).toEqual(expected);
  });

  it("refuses a cursor that it did not give", async () => {
    await expect(list(await aContext(), { cursor: "nonsense" })).rejects.toMatchObject({
      code: "validation_error",
    });
  });
});

describe("findCustomerByExternalId", () => {
  it("finds by the caller's own id, in this organization only", async () => {
    const ctx = await withCustomers(["Acme"]);

    expect(await findCustomerByExternalId(ctx, "ext_0")).toMatchObject({ name: "Acme" });
    expect(await findCustomerId(ctx, "ext_0")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await findCustomerByExternalId(ctx, "ext_9")).toBeUndefined();
    expect(await findCustomerByExternalId(await aContext(), "ext_0")).toBeUndefined();
  });
});
