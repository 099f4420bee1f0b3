import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { BillingDefaultsInput } from "../schema/billing";
import { lockBillingDefaults, updateBillingDefaults } from "../store/billing";

/** How later subscriptions are billed, where their start says nothing else. Those that run stay as they are. */
export function setBillingDefaults(ctx: Context, input: BillingDefaultsInput): Promise<void> {
  const { organizationId } = ctx;
  return transact(ctx, async (tx) => {
    const before = await lockBillingDefaults(tx, organizationId);
    if (before.netDays === input.netDays && before.grantOn === input.grantOn) return;
    await updateBillingDefaults(tx, organizationId, input);
    await recordAudit(tx, ctx, {
      ...{ action: "organization.billing_defaults_set", entity: "organization" },
      ...{ entityId: organizationId, before, after: input },
    });
  });
}
