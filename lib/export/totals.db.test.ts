import { describe, expect, it } from "vitest";
import { CreditUnitInput } from "@/lib/catalog/schema/credit-unit";
import { createCreditUnit } from "@/lib/catalog/writes/create-credit-unit";
import { transactHot } from "@/lib/db/transact";
import { idText } from "@/lib/ids";
import { listInvoices } from "@/lib/invoicing/reads";
import { InvoiceQuery } from "@/lib/invoicing/schema";
import { findOrCreateWallet } from "@/lib/ledger/store/wallets";
import { StartInput } from "@/lib/subscription/schema";
import { startSubscription } from "@/lib/subscription/writes/start-subscription";
import { credits } from "@/lib/testing/amounts";
import { aPublishedPlan } from "@/lib/testing/billing";
import { aLedger, anExport, exported, list, writeSome } from "@/lib/testing/exports";
import { aContext } from "@/lib/testing/factories";
import { aHold } from "@/lib/testing/holds";
import { anAccount, give } from "@/lib/testing/wallets";
import { LISTS } from "./reads/lists";

describe("control totals", () => {
  it("are told unit by unit, as the cells of each unit stand in the file", async () => {
    const ctx = await aContext();
    const { customerId } = await aLedger(ctx);
    await createCreditUnit(
      ctx,
      CreditUnitInput.parse({ code: "tokens", singular: "token", plural: "tokens" }),
    );
    const walletId = await transactHot((tx) => findOrCreateWallet(tx, ctx, customerId, "tokens"));
    await give(ctx, { customerId, walletId }, "300");
    const id = await anExport(ctx);

    await writeSome(ctx, id);

    const { totals, lines, header } = await exported(ctx, id);
    expect(totals.amount).toEqual({ credits: credits("11.500000001"), tokens: credits("300") });
    const unitAt = header.split(",").indexOf("credit_unit");
    expect(lines.filter((line) => line.split(",")[unitAt] === "tokens")).toHaveLength(1);
    expect((await list(ctx))[0]?.totals).toContainEqual({
      ...{ column: "change", unit: "tokens", sum: "300" },
    });
  });

  it("of money are told currency by currency, and are those of the list", async () => {
    const ctx = await aContext();
    for (const currency of ["USD", "USD", "EUR"]) {
      const { customerId } = await anAccount(ctx);
      const planId = idText("plan", await aPublishedPlan(ctx, { currency }));
      const start = { planId, customerId: idText("cus", customerId) };
      await startSubscription(ctx, StartInput.parse(start));
    }
    const query = LISTS.invoices.parseQuery({});
    const id = await anExport(ctx, { list: "invoices", query, source: "/invoices" });

    await writeSome(ctx, id);

    const { items } = await listInvoices(ctx, InvoiceQuery.parse({}));
    const { totals, rows } = await exported(ctx, id);
    expect(rows).toBe(3);
    expect(Object.keys(totals.total ?? {}).sort()).toEqual(["EUR", "USD"]);
    for (const [currency, sum] of Object.entries(totals.total ?? {})) {
      const own = items.filter((invoice) => invoice.currency === currency);
      expect(sum).toBe(own.reduce((all, { total }) => all + credits(total), 0n));
      expect(sum).toBeGreaterThan(0n);
    }
  });

  it("of holds bear the unit of each", async () => {
    const ctx = await aContext();
    await aHold(ctx, await anAccount(ctx, ["10"]), "4");
    const id = await anExport(ctx, { list: "holds", query: {}, source: "/holds" });

    await writeSome(ctx, id);

    expect((await exported(ctx, id)).totals).toMatchObject({ held: { credits: credits("4") } });
  });
});
