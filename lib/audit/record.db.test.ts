import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { readSql, transact, transactHot, within } from "@/lib/db/transact";
import { aContext } from "@/lib/testing/factories";
import { recordAudit } from "./record";

const entry = { action: "thing.changed", entity: "thing", entityId: "1", after: { amount: "1" } };

describe("recordAudit", () => {
  it("is written by either transaction, and not by one that fails", async () => {
    const ctx = await aContext();

    await transact(ctx, (tx) => recordAudit(tx, ctx, { ...entry, reason: "because" }));
    await transactHot((tx) => recordAudit(tx, ctx, { ...entry, before: { amount: "2" } }));
    const failing = transact(ctx, async (tx) => {
      await recordAudit(tx, ctx, entry);
      throw new Error("no");
    });

    await expect(failing).rejects.toThrow("no");
    const records = await prisma().auditRecord.findMany({
      where: { organizationId: ctx.organizationId },
      orderBy: { id: "asc" },
    });
    expect(records).toMatchObject([
      {
        action: "thing.changed",
        actorName: "Test Person",
        reason: "because",
        before: null,
        at: ctx.at,
      },
      { action: "thing.changed", reason: null, before: { amount: "2" }, after: { amount: "1" } },
    ]);
  });

  it("joins the transaction of a context made within it", async () => {
    const ctx = await aContext();

    const outer = transact(ctx, async (tx) => {
      const inside = within(ctx, tx);
      await transact(inside, (inner) => recordAudit(inner, inside, entry));
      throw new Error("undone");
    });

    await expect(outer).rejects.toThrow("undone");
    const [row] = await readSql(
      "SELECT count(*)::int AS count FROM audit_record WHERE organization_id = $1",
      [ctx.organizationId],
    );
    expect(row).toEqual({ count: 0 });
  });

  it("is never rewritten", async () => {
    const ctx = await aContext();
    await transactHot((tx) => recordAudit(tx, ctx, entry));

    const rewriting = readSql(
      "UPDATE audit_record SET action = 'other' WHERE organization_id = $1",
      [ctx.organizationId],
    );

    await expect(rewriting).rejects.toThrow("append-only");
  });
});
