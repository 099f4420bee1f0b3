import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { innerId } from "@/lib/testing/catalog";
import { aContext, later } from "@/lib/testing/factories";
import { findCustomer } from "../reads";
import { CustomerChanges, type CustomerFields, CustomerInput, type CustomerView } from "../schema";
import { createCustomer } from "./create-customer";
import { updateCustomer } from "./update-customer";

const input = (over: Partial<CustomerFields> = {}) =>
  CustomerInput.parse({ externalId: "flex-1", name: "Flex Corporation", ...over });

const idOf = ({ id }: CustomerView) => innerId("cus", id);

const countCustomers = (ctx: Context) =>
  prisma().customer.count({ where: { organizationId: ctx.organizationId } });

const audited = (ctx: Context) =>
  prisma().auditRecord.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: { id: "asc" },
  });

describe("createCustomer", () => {
  it("keeps what was said, audited and published", async () => {
    const ctx = await aContext();
    const created = await createCustomer(
      ctx,
      input({
        email: "billing@flex.example",
        timezone: "Europe/Berlin",
        address: { line1: "Allee 1", city: "Berlin", country: "de" },
        metadata: { segment: "mid" },
      }),
    );

    expect(created).toMatchObject({
      externalId: "flex-1",
      name: "Flex Corporation",
      email: "billing@flex.example",
      timezone: "Europe/Berlin",
      address: { line1: "Allee 1", line2: "", city: "Berlin", country: "DE" },
      metadata: { segment: "mid" },
      status: "ACTIVE",
      createdAt: ctx.at.toISOString(),
    });
    expect(await findCustomer(ctx, idOf(created))).toEqual(created);
    expect(await audited(ctx)).toMatchObject([
      { action: "customer.created", entityId: idOf(created), customerId: idOf(created) },
    ]);
    const outbox = await prisma().outboxMessage.findMany({
      where: { organizationId: ctx.organizationId },
    });
    expect(outbox).toMatchObject([{ type: "customer.created", data: { id: created.id } }]);
  });

  it("takes the organization's zone and the external id for a name when none is given", async () => {
    const ctx = await aContext({ timezone: "America/New_York" });

    expect(await createCustomer(ctx, input({ name: "" }))).toMatchObject({
      name: "flex-1",
      timezone: "America/New_York",
    });
  });

  it("refuses an external id that is taken, and changes nothing", async () => {
    const ctx = await aContext();
    await createCustomer(ctx, input());

    await expect(createCustomer(ctx, input({ name: "Other" }))).rejects.toMatchObject({
      code: "already_exists",
      details: { field: "externalId", value: "flex-1" },
    });
    expect(await countCustomers(ctx)).toBe(1);
    expect(await audited(ctx)).toHaveLength(1);
  });

  it("makes one customer of eight that ask at the same time", async () => {
    const ctx = await aContext();
    const asked = await Promise.allSettled(
      Array.from({ length: 8 }, () => createCustomer(ctx, input())),
    );

    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await countCustomers(ctx)).toBe(1);
  });

  it("lets another organization have the same external id", async () => {
    const [ctx, other] = [await aContext(), await aContext()];
    await createCustomer(ctx, input());

    await expect(createCustomer(other, input())).resolves.toMatchObject({ externalId: "flex-1" });
  });
});

describe("updateCustomer", () => {
  it("changes what is named, leaves the rest, and records both", async () => {
    const ctx = await aContext();
    const created = await createCustomer(
      ctx,
      input({ email: "a@flex.example", address: { line1: "Allee 1", city: "Berlin" } }),
    );
    const tomorrow = later(ctx, "2026-03-02T12:00:00Z");
    const changes = CustomerChanges.parse({ email: "", address: { city: "Hamburg" } });
    const updated = await updateCustomer(tomorrow, idOf(created), changes);

    expect(updated).toEqual({
      ...created,
      email: "",
      address: { ...created.address, city: "Hamburg" },
      updatedAt: "2026-03-02T12:00:00.000Z",
    });
    expect(await findCustomer(ctx, idOf(created))).toEqual(updated);
    expect((await audited(ctx))[1]).toMatchObject({
      action: "customer.updated",
      before: { email: "a@flex.example" },
      after: { email: "" },
    });
  });

  it("refuses another customer's external id, and changes nothing", async () => {
    const ctx = await aContext();
    await createCustomer(ctx, input());
    const second = await createCustomer(ctx, input({ externalId: "flex-2" }));

    await expect(updateCustomer(ctx, idOf(second), { externalId: "flex-1" })).rejects.toMatchObject(
      { code: "already_exists" },
    );
    expect(await findCustomer(ctx, idOf(second))).toEqual(second);
  });

  it("gives one external id to one of many that ask at the same time", async () => {
    const ctx = await aContext();
    const customers = await Promise.all(
      ["a", "b", "c", "d"].map((externalId) => createCustomer(ctx, input({ externalId }))),
    );
    const asked = await Promise.allSettled(
      customers.map((customer) => updateCustomer(ctx, idOf(customer), { externalId: "wanted" })),
    );
    const refused = asked.flatMap((result) =>
      result.status === "rejected" ? [result.reason.code] : [],
    );

    expect(refused).toEqual(["already_exists", "already_exists", "already_exists"]);
  });

  it("does not find another organization's customer", async () => {
    const created = await createCustomer(await aContext(), input());

    await expect(
      updateCustomer(await aContext(), idOf(created), { name: "Mine" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
