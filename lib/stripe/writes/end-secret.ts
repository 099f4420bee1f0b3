import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { notFound } from "@/lib/errors";
import { idText, type StripeSecretId } from "@/lib/ids";
import { lockSecrets, updateEnd } from "../store/secrets";

/**
 * Ends a signing secret at once, and throws it away. Without any, every delivery is turned away.
 *
 * @throws DomainError `not_found` unless it works now.
 */
export function endSecret(
  ctx: Context,
  id: StripeSecretId,
): Promise<{ readonly lastFour: string }> {
  return transact(ctx, async (tx) => {
    const secret = (await lockSecrets(tx, ctx)).find((one) => one.id === id);
    if (!secret) throw notFound("signing secret", idText("ssec", id));
    await updateEnd(tx, ctx, secret, ctx.at);
    const { lastFour } = secret;
    await recordAudit(tx, ctx, {
      action: "stripe_secret.ended",
      entity: "stripe_secret",
      entityId: lastFour,
      before: { lastFour, endsAt: secret.endsAt },
    });
    return { lastFour };
  });
}
