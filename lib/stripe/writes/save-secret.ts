import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { invalidField } from "@/lib/errors";
import { seal } from "@/lib/sealing";
import type { SaveSecretInput } from "../schema";
import { insertSecret, lockSecrets, purposeOf, updateEnd } from "../store/secrets";

const AN_HOUR_MS = 3_600_000;
/** Each delivery is tried with all of them. */
const MOST_AT_ONCE = 5;

/**
 * Takes a signing secret into use. One that was in use works beside it for the overlap, so that
 * nothing that Stripe signs meanwhile is turned away. It is never shown again.
 *
 * @throws DomainError `validation_error` for the secret in use, or if too many work already.
 */
export function saveSecret(
  ctx: Context,
  { secret, overlapHours }: SaveSecretInput,
): Promise<{ readonly lastFour: string }> {
  return transact(ctx, async (tx) => {
    const working = await lockSecrets(tx, ctx);
    const [inUse] = working.filter(({ endsAt }) => endsAt === null);
    if (inUse?.secret === secret) throw invalidField("secret", "This secret is in use already");
    if (working.length >= MOST_AT_ONCE) {
      throw invalidField("secret", `${MOST_AT_ONCE} secrets work already: end one of them first`);
    }
    // One that cannot be opened any more signs for nobody.
    const hours = inUse?.secret === undefined ? 0 : overlapHours;
    const endsAt = new Date(ctx.at.getTime() + hours * AN_HOUR_MS);
    if (inUse) await updateEnd(tx, ctx, inUse, endsAt);
    const lastFour = secret.slice(-4);
    await insertSecret(tx, ctx, { sealed: seal(secret, purposeOf(ctx.organizationId)), lastFour });
    await recordAudit(tx, ctx, {
      action: inUse ? "stripe_secret.rolled" : "stripe_secret.entered",
      entity: "stripe_secret",
      entityId: lastFour,
      ...(inUse && { before: { lastFour: inUse.lastFour } }),
      after: { lastFour, ...(inUse && { oldUntil: endsAt }) },
    });
    return { lastFour };
  });
}
