import { recordAudit } from "@/lib/audit/record";
import { bumpCatalogVersion } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { invalidField } from "@/lib/errors";
import type { LateDaysInput } from "../schema/settings";
import { lockSettings, updateSetting } from "../store/settings";

/**
 * How far back events count at their own time. What came before stays where it was counted.
 *
 * @throws DomainError `validation_error` if raw events are thrown away before that.
 */
export function setLateDays(ctx: Context, { days }: LateDaysInput): Promise<void> {
  const { organizationId } = ctx;
  return transact(ctx, async (tx) => {
    const before = await lockSettings(tx, organizationId);
    if (before.lateUsageDays === days) return;
    if (before.eventRetentionDays !== null && before.eventRetentionDays <= days) {
      throw invalidField("days", `Raw events are kept for ${before.eventRetentionDays} days only`);
    }
    await updateSetting(tx, organizationId, "late_usage_days", days);
    await bumpCatalogVersion(tx, organizationId);
    await recordAudit(tx, ctx, {
      action: "organization.late_usage_days_set",
      entity: "organization",
      entityId: organizationId,
      before: { lateUsageDays: before.lateUsageDays },
      after: { lateUsageDays: days },
    });
  });
}
