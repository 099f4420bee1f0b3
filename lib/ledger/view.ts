/** What the ledger tells the world: amounts as text, ids with their prefix, instants as ISO. */
import { DomainError, notFound } from "@/lib/errors";
import {
  type CustomerId,
  type GrantId,
  type HoldId,
  idText,
  type RefillId,
  type TransactionId,
  type WalletId,
} from "@/lib/ids";
import { type Credits, creditsFromRow, creditsText, minus, plus, ZERO } from "@/lib/money/credits";
import { moneyFromRow, moneyText } from "@/lib/money/money";
import type { Grant, Wallet } from "./rules/books";
import { type Changes, takesMuch } from "./rules/changes";
import type { Booked, Draw, Refusal, WalletFigures } from "./rules/command";
import { stateOf } from "./rules/void";
import type { BookedView, ChangesView, DrawView, FiguresView } from "./schema";
import type { GrantView, WalletView } from "./schema/wallet";
import { grantChangeView, holdChangeView } from "./view/changes";
import { lifeView } from "./view/life";

/** A refusal of the rules as the error that callers meet. */
export function refusalOf(refusal: Refusal): DomainError {
  switch (refusal.code) {
    case "insufficient_credits": {
      const { required, available, shortfall, cures } = refusal;
      return new DomainError("insufficient_credits", "The wallet does not hold enough credits", {
        ...shortage({ required, available, shortfall }),
        cures: [...cures],
      });
    }
    case "limit_reached":
      return limitReached(refusal);
    case "idempotency_conflict":
      return new DomainError(
        "idempotency_conflict",
        "This reference was used for another request; use a new one",
        { reference: refusal.reference },
      );
    case "stale_preview":
      return new DomainError("stale_preview", "The wallet has changed since the preview", {
        preview: refusal.preview.ok ? bookedView(refusal.preview) : null,
      });
    case "not_found":
      return notFound(refusal.entity, outerId(refusal.entity, refusal.id));
    case "invalid_state": {
      const { entity, state, message } = refusal;
      return new DomainError("invalid_state", message, { entity, state });
    }
    case "validation_error": {
      const { field, message } = refusal;
      return new DomainError("validation_error", message, { fields: { [field]: [message] } });
    }
  }
}

/** Whether the grant itself has nothing to give, and not its wallet stands against it, such as a frozen one. */
export const isOfGrant = (refusal: Refusal): boolean =>
  refusal.code === "invalid_state" && refusal.entity === "grant";

function limitReached(refusal: Extract<Refusal, { code: "limit_reached" }>): DomainError {
  const { required, available, limit, used, scope } = refusal;
  if (scope === "member") return memberLimitReached(refusal);
  const shortfall = minus(required, available);
  return new DomainError("limit_reached", "The wallet may not owe more", {
    ...shortage({ required, available, shortfall }),
    cures: [{ kind: "top_up", credits: creditsText(shortfall) }, { kind: "raise_limit" }],
    scope,
    limit: creditsText(limit),
    used: creditsText(used),
  });
}

type OfMember = Extract<Refusal, { code: "limit_reached"; scope: "member" }>;

/** More credits would not help: only another limit would, or the next window. */
function memberLimitReached(refusal: OfMember): DomainError {
  const { required, available, limit, used, scope, member, resetsAt } = refusal;
  return new DomainError("limit_reached", `The credit limit of ${member} is reached`, {
    ...shortage({ required, available, shortfall: minus(required, available) }),
    cures: [{ kind: "raise_limit" }],
    ...{ scope, member, limit: creditsText(limit), used: creditsText(used) },
    resets_at: resetsAt.toISOString(),
  });
}

const shortage = (figures: Record<"required" | "available" | "shortfall", Credits>) => ({
  required: creditsText(figures.required),
  available: creditsText(figures.available),
  shortfall: creditsText(figures.shortfall),
});

function outerId(entity: string, id: string): string {
  switch (entity) {
    case "wallet":
      return idText("wal", id as WalletId);
    case "grant":
      return idText("grt", id as GrantId);
    case "hold":
      return idText("hld", id as HoldId);
    case "transaction":
      return idText("ltx", id as TransactionId);
    case "customer":
      return idText("cus", id as CustomerId);
    case "refill":
      return idText("rfl", id as RefillId);
  }
  return id;
}

/** The five figures (DESIGN §2), always shown apart. */
export const figuresView = (
  figures: Pick<WalletFigures, "available" | "held" | "pending" | "overage">,
): FiguresView => ({
  available: creditsText(figures.available),
  held: creditsText(figures.held),
  balance: creditsText(minus(plus(figures.available, figures.held), figures.overage)),
  pending: creditsText(figures.pending),
  overage: creditsText(figures.overage),
});

export const drawView = ({ grantId, walletId, amount, decidedBy }: Draw): DrawView => ({
  grantId: idText("grt", grantId),
  walletId: idText("wal", walletId),
  amount: creditsText(amount),
  decidedBy,
});

/** What a command did, or would do and change. */
export const bookedView = (booked: Booked & { readonly changes?: Changes }): BookedView => ({
  transactionId: idText("ltx", booked.transactionId),
  isReplayed: booked.isReplayed,
  amount: creditsText(booked.amount),
  dropped: creditsText(total(booked, "dropped")),
  overage: creditsText(total(booked, "overage")),
  lapsed: creditsText(booked.lapsed),
  invoiced: creditsText(booked.invoiced),
  grantId: booked.grantId === null ? null : idText("grt", booked.grantId),
  holdId: booked.holdId === null ? null : idText("hld", booked.holdId),
  released: creditsText(booked.released),
  draws: booked.draws.map(drawView),
  wallets: booked.figures.map((figures) => ({
    walletId: idText("wal", figures.walletId),
    figures: figuresView(figures),
  })),
  // Named when asked for: whoever booked it for good is told of no fingerprint.
  get fingerprint() {
    return booked.fingerprint;
  },
  ...(booked.changes && { changes: changesView(booked.changes) }),
});

const changesView = ({ at, wallets, grants, holds }: Changes): ChangesView => ({
  at: at.toISOString(),
  wallets: wallets.map(({ before, after }) => ({
    walletId: idText("wal", after.id),
    before: figuresView(before),
    after: figuresView(after),
  })),
  grants: grants.map(grantChangeView),
  holds: holds.map(holdChangeView),
  isLarge: takesMuch({ wallets }),
});

const total = ({ parts }: Booked, share: "dropped" | "overage") =>
  parts.map((part) => part[share]).reduce(plus, ZERO);

/** A wallet with what its rules need not know; amounts as their columns print them. */
export type WalletRow = {
  readonly wallet: Wallet;
  readonly customerId: CustomerId;
  readonly name: string;
  readonly currency: string;
  readonly conversionRate: string;
  readonly topupConversionRate: string;
  readonly lowBalanceAt: string | null;
  readonly nextExpiry: { readonly at: Date; readonly amount: string } | null;
  readonly metadata: Record<string, unknown>;
};

export function walletView(row: WalletRow): WalletView {
  const { wallet, nextExpiry } = row;
  const lowBalanceAt = row.lowBalanceAt === null ? null : creditsFromRow(row.lowBalanceAt);
  return {
    id: idText("wal", wallet.id),
    customerId: idText("cus", row.customerId),
    name: row.name,
    creditUnit: wallet.creditUnit,
    currency: row.currency,
    conversionRate: moneyText(moneyFromRow(row.conversionRate)),
    topupConversionRate: moneyText(moneyFromRow(row.topupConversionRate)),
    priority: wallet.priority,
    featureIds: wallet.featureIds.map((id) => idText("feat", id)),
    shortagePolicy: wallet.shortagePolicy,
    overageLimit: wallet.overageLimit === null ? null : creditsText(wallet.overageLimit),
    status: wallet.status,
    figures: figuresView(wallet),
    lowBalanceAt: lowBalanceAt === null ? null : creditsText(lowBalanceAt),
    isLow: lowBalanceAt !== null && wallet.available <= lowBalanceAt,
    nextExpiry: nextExpiry && {
      at: nextExpiry.at.toISOString(),
      amount: creditsText(creditsFromRow(nextExpiry.amount)),
    },
    metadata: row.metadata,
    createdAt: wallet.createdAt.toISOString(),
  };
}

/** `burnOrder` is its place among the spendable grants; null if it is none. */
export const grantView = (grant: Grant, at: Date, burnOrder: number | null): GrantView => ({
  id: idText("grt", grant.id),
  walletId: idText("wal", grant.walletId),
  name: grant.name,
  category: grant.category,
  source: grant.source,
  status: stateOf(grant, at),
  isAwaitingPayment: !grant.isPaid && grant.pending > ZERO,
  priority: grant.priority,
  burnOrder,
  amount: creditsText(grant.amount),
  pending: creditsText(grant.pending),
  available: creditsText(grant.available),
  held: creditsText(grant.held),
  consumed: creditsText(grant.consumed),
  expired: creditsText(grant.expired),
  voided: creditsText(grant.voided),
  moved: creditsText(grant.moved),
  effectiveAt: grant.effectiveAt.toISOString(),
  expiresAt: grant.expiresAt?.toISOString() ?? null,
  costTotal: moneyText(grant.costTotal),
  currency: grant.currency,
  featureIds: grant.featureIds.map((id) => idText("feat", id)),
  parentGrantId: grant.parentGrantId === null ? null : idText("grt", grant.parentGrantId),
  ...lifeView(grant),
  createdAt: grant.createdAt.toISOString(),
});
