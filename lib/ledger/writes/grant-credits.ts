import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import type { FeatureId, WalletId } from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import { ONE, timesOverHalfUp } from "@/lib/money/decimal";
import { type Money, nanomoney } from "@/lib/money/money";
import { post } from "../post";
import { preview } from "../preview";
import type { GrantCommand } from "../rules/command";
import type { GrantCategory, GrantLife } from "../rules/terms";
import type { BookedView } from "../schema";
import { findWalletHome } from "../store/owners";
import { bookedView, refusalOf } from "../view";

/** Credits as they are given directly, without an invoice. */
export type DirectGrant = {
  readonly amount: Credits;
  readonly name: string;
  readonly category: GrantCategory;
  readonly priority: number;
  /** Null: now. */
  readonly effectiveAt: Date | null;
  /** Exclusive. Null: never. */
  readonly expiresAt: Date | null;
  readonly featureIds: readonly FeatureId[];
  /** Money per credit, net, in `currency`. */
  readonly costBasis: Money;
  readonly currency: string;
  /** What of the rest is kept at its end, as a share in billionths, and until when. */
  readonly rolloverOnExpiry?: { readonly share: bigint; readonly expiresAt: Date | null } | null;
  /** A reset leaves min(max, max(min, left)). */
  readonly onReset?: GrantLife["reset"];
  readonly reason: string;
  readonly reference: string;
  readonly fingerprint?: string;
  /** The caller's own notes. */
  readonly metadata?: Readonly<Record<string, string>>;
};

/**
 * Gives a wallet credits under terms of their own, at once or from a later instant on.
 *
 * A reference grants once: asked again, the first grant is the answer, marked replayed.
 *
 * @throws DomainError `not_found`; `invalid_state` for a closed wallet; `validation_error` for
 *   terms that end before they begin, or a rollover that ends before them; `idempotency_conflict`; `stale_preview`.
 */
export async function grantCredits(
  ctx: Context,
  walletId: WalletId,
  grant: DirectGrant,
): Promise<BookedView> {
  const { own, command } = await commandOf(ctx, walletId, grant);
  const outcome = await post(own, command);
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  return bookedView(outcome);
}

/** What `grantCredits` would do; changes nothing. @throws DomainError as it would. */
export async function previewGrant(
  ctx: Context,
  walletId: WalletId,
  { fingerprint: _, ...grant }: DirectGrant,
): Promise<BookedView> {
  const { own, command } = await commandOf(ctx, walletId, grant);
  const outcome = await preview(own, command);
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  return bookedView(outcome);
}

async function commandOf(
  ctx: Context,
  walletId: WalletId,
  grant: DirectGrant,
): Promise<{ own: Context; command: GrantCommand }> {
  const { customerId, places } = await findWalletHome(ctx, walletId);
  const own = await onClock(ctx, customerId);
  const life = lifeOf(grant, places);
  const { amount, costBasis, reason, reference, fingerprint, metadata } = grant;
  const command: GrantCommand = {
    ...{ kind: "grant", customerId, walletId, reference, isPaid: true },
    ...(reason && { reason }),
    ...(fingerprint !== undefined && { fingerprint }),
    ...(metadata !== undefined && { metadata }),
    terms: {
      name: grant.name,
      amount,
      category: grant.category,
      source: "adjustment",
      sourceReference: null,
      priority: grant.priority,
      effectiveAt: grant.effectiveAt ?? own.at,
      expiresAt: grant.expiresAt,
      expiresAfterDays: null,
      costTotal: nanomoney(timesOverHalfUp(amount, costBasis, ONE)),
      currency: grant.currency,
      featureIds: grant.featureIds,
      parentGrantId: null,
      ...(life && { life }),
    },
  };
  return { own, command };
}

function lifeOf({ rolloverOnExpiry, onReset = null }: DirectGrant, places: number) {
  if (!rolloverOnExpiry) return onReset && { seriesId: null, rollover: null, reset: onReset };
  const { share, expiresAt } = rolloverOnExpiry;
  const rollover = { keeps: { mode: "share", share }, places, expiresAt } as const;
  return { seriesId: null, rollover, reset: onReset };
}
