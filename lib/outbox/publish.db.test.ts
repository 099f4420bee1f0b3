import { expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { transact, transactHot } from "@/lib/db/transact";
import { aContext, aCustomer } from "@/lib/testing/factories";
import { publish } from "./publish";

it("keeps messages by either transaction, in the order they were said", async () => {
  const ctx = await aContext();
  const customerId = await aCustomer(ctx);

  await transact(ctx, (tx) => publish(tx, ctx, [{ type: "one", data: { a: "1" } }]));
  await transactHot((tx) =>
    publish(tx, ctx, [
      { type: "two", customerId, data: [] },
      { type: "three", data: null },
    ]),
  );

  const messages = await prisma().outboxMessage.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: { id: "asc" },
  });
  expect(messages).toMatchObject([
    { type: "one", customerId: null, data: { a: "1" }, deliveredAt: null },
    { type: "two", customerId, data: [] },
    { type: "three", data: null },
  ]);
});
