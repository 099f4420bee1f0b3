import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import type { WalletId } from "@/lib/ids";
import { ONE, timesOverHalfUp } from "@/lib/money/decimal";
import { nanomoney } from "@/lib/money/money";
import { foresee, perform } from "../perform";
import { refuseUnknownFeatures } from "../refuse-unknown-features";
import type { RefillTerms, StartRefillCommand } from "../rules/wallet-command";
import type { BookedView } from "../schema";
import type { RefillInput } from "../schema/refill";
import { findWalletHome } from "../store/owners";

/**
 * Starts credits that come again and again, each grant for its own period. The answer names the
 * first one, which waits as pending if the anchor is still to come. Later ones come at their own
 * instants by themselves.
 *
 * A reference starts one refill: asked again, the first answer is given, marked replayed.
 *
 * @throws DomainError `not_found`; `invalid_state` for a closed wallet; `validation_error` for an
 *   end before the first grant, or a feature that the organization does not have; `idempotency_conflict`; `stale_preview`.
 */
export async function startRefill(
  ctx: Context,
  walletId: WalletId,
  input: RefillInput,
): Promise<BookedView> {
  return perform(ctx, await commandOf(ctx, walletId, input));
}

/** What `startRefill` would do; changes nothing. @throws DomainError as it would. */
export async function previewStartRefill(
  ctx: Context,
  walletId: WalletId,
  input: RefillInput,
): Promise<BookedView> {
  return foresee(ctx, await commandOf(ctx, walletId, input));
}

async function commandOf(
  ctx: Context,
  walletId: WalletId,
  input: RefillInput,
): Promise<StartRefillCommand> {
  await refuseUnknownFeatures(ctx, input);
  const { customerId, currency, zone, places } = await findWalletHome(ctx, walletId);
  const { at } = await onClock(ctx, customerId);
  const { reason, reference, fingerprint, period, periodCount, anchorAt, endsAt } = input;
  return {
    ...{ kind: "start_refill", customerId, walletId, reason, reference, endsAt },
    terms: termsOf(input, { currency, places }),
    line: { anchorAt: anchorAt ?? at, zone, cadence: { length: period, count: periodCount } },
    ...(fingerprint !== undefined && { fingerprint }),
    content: contentOf(walletId, input),
  };
}

/** As it was asked: the customer's zone and what "now" is may be others when a repeat comes. */
function contentOf(
  walletId: WalletId,
  { reference: _, fingerprint: __, ...asked }: RefillInput,
): string {
  const plain = (_key: string, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value;
  return JSON.stringify(["start_refill", walletId, asked], plain);
}

function termsOf(
  input: RefillInput,
  { currency, places }: { readonly currency: string; readonly places: number },
): RefillTerms {
  const { name, amount, category, priority, featureIds, costBasis, rollover, onReset } = input;
  return {
    ...{ name: name || "Refill", amount, category, priority, featureIds, currency },
    costTotal: nanomoney(timesOverHalfUp(amount, costBasis, ONE)),
    rollover: rolloverOf(rollover, places),
    reset: onReset,
  };
}

const PERCENT = ONE / 100n;

function rolloverOf(
  { mode, cap, percent, periods }: RefillInput["rollover"],
  places: number,
): RefillTerms["rollover"] {
  if (mode === "all") return { keeps: { mode }, places, periods };
  if (mode === "cap" && cap !== null) return { keeps: { mode, cap }, places, periods };
  if (mode !== "percent" || percent === null) return null;
  const share = BigInt(percent) * PERCENT;
  return { keeps: { mode: "share", share }, places, periods };
}
