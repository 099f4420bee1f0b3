import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { transactHot } from "@/lib/db/transact";
import { findOrCreateWallet } from "@/lib/ledger/store/wallets";
import { auditedActions } from "@/lib/testing/catalog";
import { aContext, aCustomer } from "@/lib/testing/factories";
import { listCreditUnits } from "../reads/credit-units";
import { type CreditUnitFields, CreditUnitInput } from "../schema/credit-unit";
import { createCreditUnit } from "./create-credit-unit";
import { updateCreditUnit } from "./update-credit-unit";

const minutes = (over: Partial<CreditUnitFields> = {}) =>
  CreditUnitInput.parse({
    ...{ code: "minutes", singular: "minute", plural: "minutes" },
    ...{ precision: 0, conversionRate: "0.02", ...over },
  });

describe("credit units", () => {
  it("are made once a code, audited, and only the organization's own are told", async () => {
    const ctx = await aContext();
    expect(await createCreditUnit(ctx, minutes())).toEqual({
      ...{ code: "minutes", singular: "minute", plural: "minutes", precision: 0 },
      ...{ conversionRate: "0.02", currency: "USD", isDefault: false },
    });
    await expect(createCreditUnit(ctx, minutes())).rejects.toMatchObject({
      code: "already_exists",
      details: { field: "code" },
    });

    expect((await listCreditUnits(ctx)).map(({ code }) => code)).toEqual(["credits", "minutes"]);
    expect(await listCreditUnits(await aContext())).toHaveLength(1);
    expect(await auditedActions(ctx)).toEqual(["credit_unit.created"]);
  });

  it("lend their rate to new wallets; those that there are keep theirs", async () => {
    const ctx = await aContext();
    await createCreditUnit(ctx, minutes());
    const wallet = async () => {
      const customerId = await aCustomer(ctx);
      const id = await transactHot((tx) => findOrCreateWallet(tx, ctx, customerId, "minutes"));
      return prisma().wallet.findUniqueOrThrow({ where: { id } });
    };
    const before = await wallet();
    const { code: _, ...changes } = minutes({ conversionRate: "0.05", precision: 2 });
    await updateCreditUnit(ctx, "minutes", changes);

    expect(before.conversionRate.toFixed()).toBe("0.02");
    expect((await wallet()).conversionRate.toFixed()).toBe("0.05");
    const kept = await prisma().wallet.findUniqueOrThrow({ where: { id: before.id } });
    expect(kept.conversionRate.toFixed()).toBe("0.02");
  });

  it("are not changed where there are none", async () => {
    const { code: _, ...changes } = minutes();

    await expect(updateCreditUnit(await aContext(), "minutes", changes)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
