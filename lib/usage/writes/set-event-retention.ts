import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { invalidField } from "@/lib/errors";
import { updateRetention } from "../store/retention";
import { lockSettings } from "../store/settings";

/** Fewer would throw away what late events, corrections and the comparison still look at. */
const LEAST_RETENTION_DAYS = 30;
const MOST_RETENTION_DAYS = 36_500;

/**
 * How long raw events are kept; what they cost and counted is kept for ever.
 *
 * @param days null: for ever.
 * @throws DomainError `validation_error`.
 */
export async function setEventRetention(ctx: Context, days: number | null): Promise<void> {
  const isDays = days === null || Number.isInteger(days);
  if (!isDays || (days !== null && (days < LEAST_RETENTION_DAYS || days > MOST_RETENTION_DAYS))) {
    const message = `Enter ${LEAST_RETENTION_DAYS} to ${MOST_RETENTION_DAYS} days, or keep events for ever`;
    throw invalidField("days", message);
  }
  await transact(ctx, async (tx) => {
    const { lateUsageDays } = await lockSettings(tx, ctx.organizationId);
    if (days !== null && days <= lateUsageDays) {
      throw invalidField("days", `Events still come up to ${lateUsageDays} days late`);
    }
    const before = await updateRetention(tx, ctx.organizationId, days);
    if (before === days) return;
    await recordAudit(tx, ctx, {
      action: "organization.event_retention_set",
      entity: "organization",
      entityId: ctx.organizationId,
      before: { eventRetentionDays: before },
      after: { eventRetentionDays: days },
    });
  });
}
