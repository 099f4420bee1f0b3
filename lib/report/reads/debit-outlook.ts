import type { Context } from "@/lib/context";
import type { WalletId } from "@/lib/ids";
import { previewDebit } from "@/lib/ledger/reads/debit-preview";
import type { DebitPreviewInput } from "@/lib/ledger/schema";
import { findWalletOwner } from "@/lib/ledger/store/owners";
import { type Credits, creditsFromRow, minus } from "@/lib/money/credits";
import { daysLeft } from "../rules/runway";
import { NO_STANDING } from "../rules/standing";
import type { DebitOutlookView } from "../schema/debit-outlook";
import { burnOf, loadBurns, loadDefaultUnit, loadStandings } from "./standings";

/**
 * What a manual debit would do, and how long the customer's credits would last then.
 *
 * @throws DomainError `not_found`; a shortage is part of the answer, not an error.
 */
export async function previewDebitOutlook(
  ctx: Context,
  walletId: WalletId,
  input: DebitPreviewInput,
): Promise<DebitOutlookView> {
  const { customerId, creditUnit } = await findWalletOwner(ctx, walletId);
  const unit = await loadDefaultUnit(ctx);
  const [preview, standings, burns] = await Promise.all([
    previewDebit(ctx, walletId, input),
    loadStandings(ctx, [customerId], unit),
    loadBurns(ctx, [customerId]),
  ]);
  const { available } = standings.get(customerId) ?? NO_STANDING;
  const [before, after] = [preview.before, preview.after].map((figures) =>
    creditsFromRow(figures.available),
  ) as [Credits, Credits];
  const lasts = (credits: Credits) =>
    creditUnit === unit ? daysLeft(credits, burnOf(burns, customerId)) : null;
  return {
    preview,
    daysLeftBefore: lasts(available),
    daysLeftAfter: lasts(minus(available, minus(before, after))),
    isLarge: input.amount * 4n > before,
  };
}
