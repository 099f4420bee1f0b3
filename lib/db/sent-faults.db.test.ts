/** What becomes of a fault of a statement whose answer nobody awaited. */
import { describe, expect, it } from "vitest";
import { aContext } from "@/lib/testing/factories";
import { isPassingFault } from "./retry";
import { readSql, transactHot } from "./transact";
import { tell } from "./tx";

const DEADLOCK = "DO $$ BEGIN RAISE EXCEPTION 'as if' USING ERRCODE = '40P01'; END $$";

describe("a statement that nobody waits for", () => {
  it("fails its transaction by its own fault, though a later statement is met first", async () => {
    const broken = transactHot(async (tx) => {
      await tell(tx, DEADLOCK, []);
      await tx.sql("SELECT 1");
    });

    await expect(broken).rejects.toMatchObject({ code: "40P01" });
    await expect(broken).rejects.toSatisfy(isPassingFault);
  });

  it("fails its transaction at the commit at the latest", async () => {
    const { organizationId } = await aContext();
    const broken = transactHot(async (tx) => {
      await tx.sql("UPDATE organization SET name = 'kept' WHERE id = $1::uuid", [organizationId]);
      await tell(tx, DEADLOCK, []);
    });

    await expect(broken).rejects.toMatchObject({ code: "40P01" });
    const sql = "SELECT name FROM organization WHERE id = $1::uuid";
    expect((await readSql(sql, [organizationId]))[0]?.name).not.toBe("kept");
  });
});

describe("a commit", () => {
  it("is no success if a statement before it failed, even if its asker did not mind", async () => {
    const { organizationId } = await aContext();
    const broken = transactHot(async (tx) => {
      await tx.sql("UPDATE organization SET name = 'kept' WHERE id = $1::uuid", [organizationId]);
      await tx.sql("SELECT 1 / 0").catch(() => undefined);
    });

    await expect(broken).rejects.toThrow("rolled back");
    const sql = "SELECT name FROM organization WHERE id = $1::uuid";
    expect((await readSql(sql, [organizationId]))[0]?.name).not.toBe("kept");
  });
});
