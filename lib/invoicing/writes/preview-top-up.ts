import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { WalletId } from "@/lib/ids";
import { preview } from "@/lib/ledger/preview";
import { refusalOf } from "@/lib/ledger/view";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import type { TopUpInput, TopUpPreview } from "../schema";
import { walletsView } from "../view";
import { prepareTopUp } from "./prepare-top-up";

const DAY_MS = 86_400_000;

/**
 * What this top-up would do; changes nothing. Its fingerprint makes the real call refuse if the
 * outcome would be another.
 *
 * @throws DomainError as `topUpWallet`.
 */
export async function previewTopUp(
  asking: Context,
  walletId: WalletId,
  input: TopUpInput,
): Promise<TopUpPreview> {
  const prepared = await prepareTopUp({ sql: readSql }, asking, walletId, input);
  if (prepared.refusal) throw prepared.refusal;
  const { ctx, command, offer, isPending } = prepared;
  const { fingerprint: _, ...asked } = command;
  const outcome = await preview(ctx, asked);
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  const { expiresAt, expiresAfterDays, name } = command.terms;
  // A term in days starts with the payment, so while that is open its end is not known.
  const days = isPending ? null : expiresAfterDays;
  const end = days === null ? expiresAt : new Date(ctx.at.getTime() + days * DAY_MS);
  const amount = moneyText(offer.price);
  return {
    credits: creditsText(offer.credits),
    price: amount,
    currency: offer.currency,
    isPending,
    expiresAt: end?.toISOString() ?? null,
    wallets: walletsView(outcome),
    lines: offer.category === "PROMOTIONAL" ? [] : [{ description: name, amount }],
    fingerprint: outcome.fingerprint,
  };
}
