import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { DomainError, notFound } from "@/lib/errors";
import { idText, type TestClockId } from "@/lib/ids";
import { countResidents, lockClock, updateArchived } from "../store/clock";

/**
 * Takes a clock out of use; this is what deleting means. Archived customers go on to live at the
 * time it says, or their books would jump. Archived before: nothing happens.
 *
 * @throws DomainError `not_found`; `invalid_state` while customers in use live on it, or while it
 *   is being advanced.
 */
export function archiveTestClock(ctx: Context, id: TestClockId): Promise<void> {
  return transact(ctx, async (tx) => {
    const clock = await lockClock(tx, ctx.organizationId, id);
    if (!clock) throw notFound("test clock", idText("clk", id));
    if (clock.isArchived) return;
    if (clock.isAdvancing) throw inUse("advancing", "Somebody advances it at this moment");
    const residents = await countResidents(tx, id);
    if (residents > 0)
      throw inUse("in_use", `${residents} customers live on it: archive them first`);
    await updateArchived(tx, ctx, id);
    await recordAudit(tx, ctx, {
      action: "test_clock.archived",
      entity: "test_clock",
      entityId: id,
      before: { name: clock.name, frozenAt: clock.now },
    });
  });
}

const inUse = (state: string, message: string) =>
  new DomainError("invalid_state", message, { entity: "test_clock", state });
