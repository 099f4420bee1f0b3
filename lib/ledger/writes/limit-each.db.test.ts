import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { readSql } from "@/lib/db/transact";
import { aContext } from "@/lib/testing/factories";
import { anAccount } from "@/lib/testing/wallets";
import { MemberLimitInput } from "../schema/member";
import { limitEach } from "./limit-each";

const limitsOf = (customerId: string) =>
  readSql(
    `SELECT member, credit_limit::float8 AS credit_limit FROM customer_member_limit
     WHERE customer_id = $1::uuid ORDER BY member`,
    [customerId],
  );

describe("limitEach", () => {
  it("sets one limit for each named member, told one by one, and takes them away again", async () => {
    const ctx = await aContext();
    const { customerId } = await anAccount(ctx);
    const members = ["ben", "ann", "ben"];
    const to = (creditLimit: string | null) => MemberLimitInput.parse({ creditLimit });

    expect(await limitEach(ctx, { customerId, members }, to("50"))).toBe(2);
    expect(await limitsOf(customerId)).toEqual([
      { member: "ann", credit_limit: 50 },
      { member: "ben", credit_limit: 50 },
    ]);
    const audits = await prisma().auditRecord.count({
      where: { organizationId: ctx.organizationId, action: "member.limited" },
    });
    expect(audits).toBe(2);
    await limitEach(ctx, { customerId, members }, to(null));
    expect(await limitsOf(customerId)).toEqual([]);
  });

  it("changes nothing if it is refused for one", async () => {
    const ctx = await aContext();
    const { customerId } = await anAccount(ctx);
    const limit = MemberLimitInput.parse({ creditLimit: "5", creditUnit: "seconds" });
    await expect(
      limitEach(ctx, { customerId, members: ["ann", "ben"] }, limit),
    ).rejects.toMatchObject({ code: "validation_error" });
    expect(await limitsOf(customerId)).toEqual([]);
  });
});
