/** A customer who exports and searches contacts, with days of its own. */
import { prisma } from "@/lib/db/prisma";
import { idText } from "@/lib/ids";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { aContext, later } from "./factories";
import { aFeature, anEvent, externalIdOf } from "./usage";
import { anAccount } from "./wallets";

type Use = readonly [eventName: string, timestamp: string, member?: string];

/** Exports at 5 credits and searches at 1, used by a customer of this zone; asked of at an instant. */
export async function contactUsage(at: string, timezone: string, uses: readonly Use[]) {
  const ctx = await aContext({ at: new Date(at) });
  const before = later(ctx, "2026-03-01T00:00:00Z");
  const exports = idText("feat", await aFeature(before, { key: "contact_export", cost: "5" }));
  const search = idText("feat", await aFeature(before, { key: "contact_search", cost: "1" }));
  const account = await anAccount(ctx, [{ effectiveAt: new Date("2026-03-01T00:00:00Z") }]);
  await prisma().customer.update({ where: { id: account.customerId }, data: { timezone } });
  const externalId = await externalIdOf(account.customerId);
  await ingestEvents(
    ctx,
    uses.map(([eventName, timestamp, member]) =>
      anEvent(externalId, { eventName, timestamp, ...(member && { member }) }),
    ),
  );
  return { ctx, account, exports, search };
}
