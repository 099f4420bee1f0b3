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

/** Exports at 5 credits and searches at 1, on both sides of a midnight in New York. */
export const aWeek = () =>
  contactUsage("2026-03-05T12:00:00Z", "America/New_York", [
    ["contact_export", "2026-03-03T04:59:59Z", "ann"],
    ["contact_export", "2026-03-03T05:00:00Z", "ben"],
    ["contact_search", "2026-03-03T05:10:00Z", "ann"],
    ["contact_search", "2026-03-05T11:30:00Z"],
  ]);

/** Its four local days, the first of them without use. */
export const THAT_WEEK = { from: "2026-03-02T05:00:00Z", to: "2026-03-06T05:00:00Z" };
