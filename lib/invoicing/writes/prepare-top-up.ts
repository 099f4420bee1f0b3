/** What a top-up decides before it writes anything; a preview asks the ledger just this. */
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField, notFound } from "@/lib/errors";
import { type CustomerId, idText, type WalletId } from "@/lib/ids";
import type { GrantCommand } from "@/lib/ledger/rules/command";
import { NO_MONEY } from "@/lib/money/money";
import { packRefusal } from "../rules/pack-sale";
import {
  exceedsACommand,
  freeOffer,
  type Offer,
  offerOfCredits,
  offerOfMoney,
  offerOfPack,
  type Receiver,
  type Sale,
  soldFor,
} from "../rules/top-up";
import type { TopUpInput } from "../schema";
import { loadBuyer } from "../store/pack-sales";
import { loadPack, loadReceiver } from "../store/top-up";

/** What is asked for; `sale` is the price it was sold for elsewhere, whatever it costs here. */
export type AskedTopUp = TopUpInput & { readonly sale?: Sale };

export type PreparedTopUp = {
  /** The asking at the time that the customer lives at. */
  readonly ctx: Context;
  readonly command: GrantCommand;
  readonly offer: Offer;
  /** Waits for payment. */
  readonly isPending: boolean;
  /** Why this cannot be sold now; a repeat of what was sold before is answered all the same. */
  readonly refusal: DomainError | null;
};

/**
 * @throws DomainError `not_found` for the wallet or the pack; `validation_error` if the pack is of
 *   another unit, if money cannot say how many credits, or if it is more than one command moves.
 */
export async function prepareTopUp(
  tx: Tx,
  asking: Context,
  walletId: WalletId,
  input: AskedTopUp,
): Promise<PreparedTopUp> {
  const wallet = await loadReceiver(tx, asking.organizationId, walletId);
  if (!wallet) throw notFound("wallet", idText("wal", walletId));
  const ctx = await onClock(asking, wallet.customerId);
  const { offer, refusal = null } = soldAs(await offerOf(tx, ctx, wallet, input), input.sale);
  if (exceedsACommand(offer)) throw invalidField(amountField(input), "More than one top-up takes");
  // Nobody pays an invoice that asks for nothing, so nothing may wait for it.
  const isPending =
    input.kind !== "free" && input.availability === "on_payment" && offer.price > NO_MONEY;
  const { customerId } = wallet;
  const command = commandOf(ctx, { customerId, walletId, input, offer, isPaid: !isPending });
  return { ctx, offer, isPending, refusal, command };
}

type Offered = { readonly offer: Offer; readonly refusal?: DomainError };

async function offerOf(
  tx: Tx,
  ctx: Context,
  wallet: OwnReceiver,
  input: TopUpInput,
): Promise<Offered> {
  switch (input.kind) {
    case "free":
      return { offer: freeOffer(wallet, input.credits) };
    case "bought":
      return { offer: boughtOffer(wallet, input) };
    case "pack":
      return packOffered(tx, ctx, wallet, input);
  }
}

async function packOffered(
  tx: Tx,
  ctx: Context,
  { customerId, creditUnit }: OwnReceiver,
  { packId, quantity }: PackAsked,
): Promise<Offered> {
  const pack = await loadPack(tx, ctx.organizationId, packId);
  if (!pack) throw notFound("pack", idText("pack", packId));
  if (pack.creditUnit !== creditUnit) {
    throw invalidField("packId", "The pack is of another credit unit than the wallet");
  }
  const offer = offerOfPack(pack, quantity);
  if (pack.isArchived) return { offer, refusal: noLongerSold() };
  const refusal = packRefusal(
    pack,
    quantity,
    await loadBuyer(tx, { customerId, packId, at: ctx.at }),
  );
  return refusal ? { offer, refusal: invalidField(refusal.field, refusal.message) } : { offer };
}

type OwnReceiver = Receiver & { readonly customerId: CustomerId };
type PackAsked = Extract<TopUpInput, { kind: "pack" }>;

const amountField = (input: TopUpInput) => {
  if (input.kind !== "pack") return "credits";
  return input.quantity > 1 ? "quantity" : "packId";
};

/** What was sold and paid for is given, be it sold no longer. */
const soldAs = ({ offer, ...offered }: Offered, sale: Sale | undefined): Offered =>
  sale ? { offer: soldFor(offer, sale) } : { offer, ...offered };

const noLongerSold = () =>
  new DomainError("invalid_state", "This pack is no longer sold", {
    entity: "pack",
    state: "archived",
  });

function boughtOffer(
  wallet: Receiver,
  { credits, money }: Extract<TopUpInput, { kind: "bought" }>,
): Offer {
  if (credits !== null) return offerOfCredits(wallet, credits);
  const offer = money === null ? undefined : offerOfMoney(wallet, money);
  if (!offer || offer.credits <= 0n) {
    throw invalidField("money", "At this wallet's rate that buys no credits: name the credits");
  }
  return offer;
}

function commandOf(
  ctx: Context,
  asked: {
    readonly customerId: GrantCommand["customerId"];
    readonly walletId: WalletId;
    readonly input: AskedTopUp;
    readonly offer: Offer;
    readonly isPaid: boolean;
  },
): GrantCommand {
  const { customerId, walletId, input, offer, isPaid } = asked;
  const { reference, fingerprint, expiresAt, priority, reason, metadata } = input;
  // A repeat is the same request whatever the rate or the pack's price has become since.
  const content = contentOf(walletId, input);
  const term = input.expiresAfterDays ?? (expiresAt === null ? offer.expiresAfterDays : null);
  return {
    ...{ kind: "grant", customerId, walletId, reference, isPaid, content },
    ...(reason && { reason }),
    ...(fingerprint !== undefined && { fingerprint }),
    ...(metadata !== undefined && { metadata }),
    terms: {
      name: input.name || offer.name,
      amount: offer.credits,
      category: offer.category,
      source: offer.source,
      sourceReference: null,
      priority: priority ?? offer.priority,
      effectiveAt: ctx.at,
      expiresAt,
      expiresAfterDays: term,
      costTotal: offer.price,
      currency: offer.currency,
      featureIds: [],
      parentGrantId: null,
    },
  };
}

/**
 * One piece at the normal priority says no more than it did before there were several and packs
 * had their own: what was asked then is still the same asking.
 */
function contentOf(walletId: WalletId, input: AskedTopUp): string {
  const { reference: _, fingerprint: __, ...rest } = input;
  const asked = { ...rest, priority: input.priority ?? 10 };
  const text = (key: string, value: unknown) => {
    if (key === "quantity" && value === 1) return undefined;
    return typeof value === "bigint" ? `${value}` : value;
  };
  return `top_up ${walletId} ${JSON.stringify(asked, text)}`;
}
