import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { type CustomerId, newId } from "@/lib/ids";
import { auditedActions, innerId } from "@/lib/testing/catalog";
import { aContext } from "@/lib/testing/factories";
import { findCustomer } from "../reads";
import { CustomerInput, type CustomerView } from "../schema";
import { archiveCustomer } from "./archive-customer";
import { createCustomer } from "./create-customer";

const aFlexCustomer = (ctx: Context) =>
  createCustomer(ctx, CustomerInput.parse({ externalId: "flex-1", name: "Flex Corporation" }));

const idOf = ({ id }: CustomerView) => innerId("cus", id);

describe("archiveCustomer", () => {
  const aWallet = (ctx: Context, customerId: CustomerId, figures: { overage?: string } = {}) =>
    prisma().wallet.create({
      data: {
        id: newId(),
        organizationId: ctx.organizationId,
        customerId,
        name: "Main",
        creditUnit: "credits",
        currency: "USD",
        createdAt: ctx.at,
        ...figures,
      },
    });

  const aGrant = (ctx: Context, walletId: string, customerId: CustomerId, expiresAt: Date | null) =>
    prisma().creditGrant.create({
      data: {
        id: newId(),
        organizationId: ctx.organizationId,
        customerId,
        walletId,
        name: "Pack",
        category: "PREPAID",
        source: "pack",
        amount: "10",
        available: "10",
        effectiveAt: new Date("2026-01-01T00:00:00Z"),
        expiresAt,
        currency: "USD",
        transactionId: newId(),
        createdAt: ctx.at,
      },
    });

  it("takes a customer without money out of use, once", async () => {
    const ctx = await aContext();
    const created = await aFlexCustomer(ctx);
    await aWallet(ctx, idOf(created));
    const archived = await archiveCustomer(ctx, idOf(created));

    expect(archived).toMatchObject({ status: "ARCHIVED", archivedAt: ctx.at.toISOString() });
    expect(await archiveCustomer(ctx, idOf(created))).toEqual(archived);
    expect(await auditedActions(ctx)).toEqual(["customer.created", "customer.archived"]);
  });

  it("refuses while credits are left, and changes nothing", async () => {
    const ctx = await aContext();
    const created = await aFlexCustomer(ctx);
    const wallet = await aWallet(ctx, idOf(created));
    await aGrant(ctx, wallet.id, idOf(created), null);

    await expect(archiveCustomer(ctx, idOf(created))).rejects.toMatchObject({
      code: "invalid_state",
      message: "Not while 10 credits are left",
    });
    expect(await findCustomer(ctx, idOf(created))).toEqual(created);
    expect(await auditedActions(ctx)).toHaveLength(1);
  });

  it("does not mind credits that have ended, booked or not", async () => {
    const ctx = await aContext();
    const created = await aFlexCustomer(ctx);
    const wallet = await aWallet(ctx, idOf(created));
    await aGrant(ctx, wallet.id, idOf(created), ctx.at);

    await expect(archiveCustomer(ctx, idOf(created))).resolves.toMatchObject({
      status: "ARCHIVED",
    });
  });

  it("refuses while overage is owed", async () => {
    const ctx = await aContext();
    const created = await aFlexCustomer(ctx);
    await aWallet(ctx, idOf(created), { overage: "2.5" });

    await expect(archiveCustomer(ctx, idOf(created))).rejects.toMatchObject({
      code: "invalid_state",
      message: "Not while 2.5 credits are owed",
    });
  });

  it("does not find another organization's customer", async () => {
    const created = await aFlexCustomer(await aContext());

    await expect(archiveCustomer(await aContext(), idOf(created))).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
