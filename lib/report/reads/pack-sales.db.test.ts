import { describe, expect, it } from "vitest";
import { PackInput } from "@/lib/catalog/schema/pack";
import { createPack } from "@/lib/catalog/writes/create-pack";
import { updatePack } from "@/lib/catalog/writes/update-pack";
import { idText } from "@/lib/ids";
import { voidInvoice } from "@/lib/invoicing/writes/void-invoice";
import { anEmptyWallet, aPack } from "@/lib/testing/billing";
import { innerId } from "@/lib/testing/catalog";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { invoiceIdOf, topUp } from "@/lib/testing/top-ups";
import { PackSaleQuery } from "../schema/pack-sales";
import { listHistory } from "./history";
import { countPackSales, findPackSales, listPackSales } from "./pack-sales";

describe("sales of a pack", () => {
  it("are counted by day and lately while their invoices stand, and listed with the voided", async () => {
    const ctx = await aContext({ at: new Date("2026-05-01T12:00:00Z") });
    const recent = later(ctx, "2026-06-20T23:30:00Z");
    const now = later(ctx, "2026-06-21T09:00:00Z");
    const packId = await aPack(ctx, { credits: "1000", price: "29" });
    const [acme, bolt] = [await anEmptyWallet(ctx), await anEmptyWallet(ctx)];
    const pieces = (quantity: number) =>
      ({
        kind: "pack",
        packId: idText("pack", packId),
        quantity,
        reference: aReference(),
      }) as const;
    await topUp(ctx, acme.walletId, pieces(1));
    await topUp(recent, bolt.walletId, pieces(3));
    const mistaken = await topUp(now, acme.walletId, pieces(5));
    await voidInvoice(now, invoiceIdOf(mistaken), { reason: "A mistake" });

    const sales = await findPackSales(now, packId, "Europe/Berlin");
    expect(sales).toMatchObject({
      ...{ lately: 3, pieces: 4, customers: 2, credits: "4000" },
      takings: [{ currency: "USD", amount: "116" }],
    });
    expect(sales.days).toHaveLength(90);
    expect(sales.days.filter(({ pieces: sold }) => sold > 0)).toEqual([
      { day: "2026-05-01", pieces: 1 },
      // Half past eleven in the evening, UTC, is the next day in Berlin.
      { day: "2026-06-21", pieces: 3 },
    ]);
    expect(await countPackSales(now)).toEqual({ [idText("pack", packId)]: 3 });

    const page = (over: object) => listPackSales(now, packId, PackSaleQuery.parse(over));
    const first = await page({ limit: 2 });
    const rest = await page({ limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...rest.items].map(({ quantity }) => quantity)).toEqual([5, 3, 1]);
    expect(first.items[0]?.invoice.status).toBe("VOID");
    expect([first.total, rest.nextCursor]).toEqual([3, null]);
    const [{ customer } = { customer: { name: "" } }] = rest.items;
    expect((await page({ search: customer.name.toUpperCase() })).total).toBeGreaterThan(0);
    expect((await page({ search: "nobody has this name" })).items).toEqual([]);

    const stranger = later(await aContext(), "2026-06-21T09:00:00Z");
    expect((await listPackSales(stranger, packId, PackSaleQuery.parse({}))).items).toEqual([]);
    expect(await findPackSales(stranger, packId, "UTC")).toMatchObject({ pieces: 0, takings: [] });
  });
});

describe("the history of a pack", () => {
  it("tells who did what and which fields it changed, newest first, page by page", async () => {
    const ctx = await aContext();
    const growth = { name: "Growth", credits: "5000", price: "99" };
    const pack = await createPack(ctx, PackInput.parse(growth));
    const id = innerId("pack", pack.id);
    const next = later(ctx, "2026-05-01T00:00:00Z");
    await updatePack(next, id, PackInput.parse({ ...growth, price: "89.5", maxPerCustomer: 4 }));

    const page = await listHistory(next, { entity: "pack", id, cursor: null, limit: 1 });
    expect(page.items).toMatchObject([
      {
        ...{ actor: "Test Person", text: "updated pack Growth", times: 1 },
        changes: expect.arrayContaining([
          { field: "price", before: "99", after: "89.5" },
          { field: "max per customer", before: null, after: "4" },
        ]),
      },
    ]);
    const rest = await listHistory(next, { entity: "pack", id, cursor: page.nextCursor, limit: 9 });
    expect(rest).toMatchObject({
      items: [{ action: "pack.created", changes: [] }],
      nextCursor: null,
    });
    const stranger = await aContext();
    const other = await listHistory(stranger, { entity: "pack", id, cursor: null, limit: 9 });
    expect(other.items).toEqual([]);
  });
});
