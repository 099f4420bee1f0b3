import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { idText } from "@/lib/ids";
import type { StripeTermsInput } from "../schema";
import { loadDays, updateDays } from "../store/secrets";

/** Says how long credits live that a session sells without naming a term. What was granted keeps its own. */
export function updateTerms(ctx: Context, { expiresAfterDays }: StripeTermsInput): Promise<void> {
  return transact(ctx, async (tx) => {
    const before = await loadDays(tx, ctx);
    if (before === expiresAfterDays) return;
    await updateDays(tx, ctx, expiresAfterDays);
    await recordAudit(tx, ctx, {
      action: "stripe.terms_changed",
      entity: "organization",
      entityId: idText("org", ctx.organizationId),
      before: { expiresAfterDays: before },
      after: { expiresAfterDays },
    });
  });
}
