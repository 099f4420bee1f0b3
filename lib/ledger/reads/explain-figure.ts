/** A wallet's figure opened into what it is made of. */
import type { Context } from "@/lib/context";
import { idText, type WalletId } from "@/lib/ids";
import { type Credits, creditsText, minus, plus, sum, ZERO } from "@/lib/money/credits";
import type { Grant, OverageLot } from "../rules/books";
import type { Figures } from "../rules/rebuild";
import type { Figure, FigurePart, FigureView } from "../schema/explain";
import { type AsOfQuery, askedOf, dueOf, loadWalletThen } from "./as-of";
import { atOneMoment } from "./as-of-moment";

/**
 * Which grants make up a figure, or which overage; the parts are added up and compared with the
 * wallet's own figure.
 *
 * @throws DomainError `not_found` if the wallet is not the organization's.
 */
export async function explainFigure(
  ctx: Context,
  walletId: WalletId,
  { figure, ...query }: Pick<AsOfQuery, "asOf" | "knownAt"> & { readonly figure: Figure },
): Promise<FigureView> {
  const asked = await askedOf(ctx, walletId, query);
  const { wallet, grants, lots } = await atOneMoment(async (tx) =>
    loadWalletThen(tx, asked, await dueOf(tx, ctx, asked)),
  );
  const payers = grants.filter(({ available }) => available > ZERO);
  const parts = [
    ...grants.map((grant) => ({ credits: shareOfGrant(figure, grant), of: grant })),
    ...lots.map((lot) => ({ credits: shareOfLot(figure, lot), of: lot })),
  ].filter(({ credits }) => credits !== ZERO);
  const told = figureOf(figure, wallet);
  return {
    walletId: idText("wal", walletId),
    creditUnit: wallet.creditUnit,
    asOf: asked.at.toISOString(),
    knownAt: asked.knownAt?.toISOString() ?? null,
    figure,
    credits: creditsText(told),
    parts: parts.map(({ credits, of }) => partView(of, credits, payers)),
    tiesOut: sum(parts.map(({ credits }) => credits)) === told,
  };
}

function figureOf(figure: Figure, { available, held, pending, overage }: Figures): Credits {
  if (figure === "balance") return minus(plus(available, held), overage);
  return { available, held, pending, overage }[figure];
}

function shareOfGrant(figure: Figure, grant: Grant): Credits {
  if (figure === "overage") return ZERO;
  return figure === "balance" ? plus(grant.available, grant.held) : grant[figure];
}

function shareOfLot(figure: Figure, { open }: OverageLot): Credits {
  if (figure === "overage") return open;
  return figure === "balance" ? minus(ZERO, open) : ZERO;
}

function partView(of: Grant | OverageLot, credits: Credits, payers: readonly Grant[]): FigurePart {
  const told = { credits: creditsText(credits) };
  if ("open" in of) {
    const owed = { grantId: null, name: "Owed", burnOrder: null, expiresAt: null };
    return { ...told, ...owed, lotId: idText("ovl", of.id) };
  }
  const place = payers.indexOf(of);
  return {
    ...told,
    grantId: idText("grt", of.id),
    lotId: null,
    name: of.name,
    burnOrder: place < 0 ? null : place + 1,
    expiresAt: of.expiresAt?.toISOString() ?? null,
  };
}
