import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { isSandbox } from "@/lib/customer/reads/clock";
import { transact } from "@/lib/db/transact";
import { DomainError, invalidField } from "@/lib/errors";
import { idText, type TestClockId } from "@/lib/ids";
import { isWithinReach } from "../rules/advance";
import type { TestClockInput } from "../schema";
import { insertClock } from "../store/clock";

/**
 * Makes a clock that stands still until somebody advances it.
 *
 * @throws DomainError `invalid_state` in a live organization; `validation_error` for a year that no
 *   clock shows.
 */
export function createTestClock(ctx: Context, input: TestClockInput): Promise<TestClockId> {
  return transact(ctx, async (tx) => {
    if (!(await isSandbox(ctx))) throw isLive();
    if (!isWithinReach(input.frozenAt)) {
      throw invalidField("frozenAt", "A time between the years 2000 and 2099");
    }
    const id = await insertClock(tx, ctx, input);
    await recordAudit(tx, ctx, {
      action: "test_clock.created",
      entity: "test_clock",
      entityId: id,
      after: { id: idText("clk", id), name: input.name, frozenAt: input.frozenAt },
    });
    return id;
  });
}

const isLive = () =>
  new DomainError(
    "invalid_state",
    "Test clocks are for sandboxes: make an organization of mode TEST, and ask with a key of it",
    { entity: "organization", state: "live" },
  );
