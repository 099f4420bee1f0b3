import { recordAudit } from "@/lib/audit/record";
import { bumpCatalogVersion } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { DomainError, invalidField } from "@/lib/errors";
import { localDay } from "@/lib/time/zone";
import { previewClosing } from "../reads/usage-settings";
import { closedUntilOf } from "../rules/closed-through";
import type { ClosePeriodInput } from "../schema/settings";
import { lockSettings, outlastOthers, type StoredSettings, updateSetting } from "../store/settings";

/**
 * Closes the time through a local day of the organization's zone, or opens it again: from the answer
 * on, events of that time count as they arrive, with a mark. What was counted stays.
 *
 * @throws DomainError `validation_error` for a day that is not over; `stale_preview`; `unavailable`
 *   if batches that began before do not end.
 */
export async function closePeriod(ctx: Context, input: ClosePeriodInput): Promise<void> {
  const { fingerprint, ...asked } = input;
  if (fingerprint !== undefined) await refuseStale(ctx, asked.through, fingerprint);
  await transact(ctx, (tx) => close(tx, ctx, asked));
  await outlastOthers();
}

type Closing = Parameters<Parameters<typeof transact>[1]>[0];

async function close(tx: Closing, ctx: Context, { through, reason }: ClosePeriodInput) {
  const { organizationId } = ctx;
  const before = await lockSettings(tx, organizationId);
  const closedUntil = closingAt(through, before, ctx.at);
  if (closedUntil?.getTime() === before.closedUntil?.getTime()) return;
  await updateSetting(tx, organizationId, "closed_until", closedUntil?.toISOString() ?? null);
  await bumpCatalogVersion(tx, organizationId);
  await recordAudit(tx, ctx, {
    action: isLater(closedUntil, before.closedUntil) ? "period.closed" : "period.reopened",
    ...{ entity: "organization", entityId: organizationId, reason },
    before: { closedUntil: before.closedUntil?.toISOString() ?? null },
    after: { closedUntil: closedUntil?.toISOString() ?? null, through },
  });
}

function closingAt(through: string | null, { zone }: StoredSettings, now: Date): Date | null {
  if (through === null) return null;
  if (through >= localDay(now, zone)) {
    throw invalidField("through", "Close through a day that is over");
  }
  return closedUntilOf(through, zone);
}

const isLater = (a: Date | null, b: Date | null) => a !== null && (b === null || a > b);

async function refuseStale(ctx: Context, through: string | null, fingerprint: string) {
  const preview = await previewClosing(ctx, through);
  if (preview.fingerprint === fingerprint) return;
  throw new DomainError("stale_preview", "Something of that time has moved since it was shown", {
    preview,
  });
}
