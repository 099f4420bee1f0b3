/**
 * What the ledger can be asked to do, and what it answers. The whole language between the
 * poster and everything that moves credits; amounts are billionths, instants UTC.
 */
import type { Cure } from "@/lib/errors";
import type {
  EventId,
  FeatureId,
  GrantId,
  HoldId,
  OverageLotId,
  TransactionId,
  WalletId,
} from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import type { Money } from "@/lib/money/money";
import type { Asked } from "./asked";
import type { CaptureCommand, HoldCommand, ReleaseCommand } from "./hold-command";
import type { MoneyPayer, MoneyShare } from "./money-terms";
import type { ExtendCommand, TransferInCommand, TransferOutCommand } from "./move-command";
import type { GrantTerms, ShortagePolicy } from "./terms";
import type {
  AdjustCommand,
  CloseCommand,
  FreezeCommand,
  ResetCommand,
  StartRefillCommand,
  StopRefillCommand,
  VoidWalletCommand,
} from "./wallet-command";

/** Gives credits. Waits as `pending` while unpaid or not yet effective, available from the later of both. */
export type GrantCommand = Asked & {
  readonly kind: "grant";
  readonly walletId: WalletId;
  readonly terms: GrantTerms;
  readonly isPaid: boolean;
};

/** A pending grant was paid for: it becomes available now, or at its `effectiveAt`. */
export type ActivateCommand = Asked & { readonly kind: "activate"; readonly grantId: GrantId };

/** One use to be decided by itself (SEMANTICS §3, "usage by parts"). */
export type DebitPart = {
  readonly eventId: EventId | null;
  readonly at: Date;
  /**
   * Credits (money, of a command in money), or a price that depends on which earlier parts of this
   * command were taken: asked in order, once the parts before it are decided. Asked anew in a retry.
   */
  readonly amount: Credits | Money | ((decided: readonly PartDecision[]) => Credits | Money);
};

export type PartDecision = {
  /** What was asked; of a part in money, what it drew. */
  readonly amount: Credits;
  /** Drawn from grants. */
  readonly drawn: Credits;
  readonly overage: Credits;
  /** Under CAP: asked for but not taken. */
  readonly dropped: Credits;
  readonly status: "taken" | "refused";
  /** Of a refused part that others of its command may not have been; told where it was not for want of credits. */
  readonly refusal?: "insufficient_credits" | "member_limit";
  /** The same with its figures: as it is decided, and never of a repeat. */
  readonly figures?: Refusal;
  /** Where this part's own slice begins in what the transaction took (draws and overage), laid end to end. */
  readonly offset: Credits;
  readonly money?: MoneyShare;
};

/** Takes credits, from the grants of the customer's wallets of one unit in burn order. */
export type DebitCommand = Asked & {
  readonly kind: "debit";
  /** Null: every wallet of `creditUnit` that may pay for the feature. */
  readonly walletId: WalletId | null;
  readonly creditUnit: string;
  /** Null: a manual debit of no feature. */
  readonly featureId: FeatureId | null;
  readonly member: string | null;
  readonly groupId: string | null;
  readonly parts: readonly DebitPart[];
  /** Its price is in money: who pays. What they cannot is told, never refused, dropped or owed in credits. */
  readonly inMoney?: readonly MoneyPayer[];
  /** Overrides the wallets' own policy; the gate decides who may. */
  readonly onShortage?: ShortagePolicy;
  /** Whatever the policy says, this debit leaves no overage: its asker may not owe for others. */
  readonly forbidsOverage?: boolean;
  /** Overage of this use is priced so when it is invoiced; null: carried. */
  readonly overagePrice?: {
    readonly chargeId: string;
    readonly unitPrice: Money;
    readonly currency: string;
  };
};

/** Ends the unspent part of one grant, or an amount of it. */
export type VoidCommand = Asked & {
  readonly kind: "void";
  readonly grantId: GrantId;
  /** Null: all that is available or pending. */
  readonly amount: Credits | null;
  /** Ends the holds on the grant first; else what is held stays held (SEMANTICS 6.2). */
  readonly force?: boolean;
};

/** Books what time has done: grant ends and starts that are due. Every command does so first. */
export type ExpireCommand = Asked & { readonly kind: "expire" };

/** A part of what a transaction took (draws and overage), laid end to end in the order it was drawn. */
export type Slice = { readonly offset: Credits; readonly length: Credits };

/** Gives back what a transaction took, last drawn first (SEMANTICS 4.3). */
export type ReverseCommand = Asked & {
  readonly kind: "reverse";
  readonly transactionId: TransactionId;
  /** Null: all that is left to give back. */
  readonly amount: Credits | null;
  /** Gives back of this slice alone: so much of `amount` as is left of it, instead of refusing more. */
  readonly slice?: Slice;
  /** The use that it gives back for: the transaction counts then, its entries now. */
  readonly usedAt?: Date;
  /** What would return to an ended grant becomes a new grant of so many days instead of lapsing. */
  readonly restoreDays: number | null;
};

/** An invoice takes over what is owed: overage → invoiced, oldest lots first. */
export type InvoiceOverageCommand = Asked & {
  readonly kind: "invoice_overage";
  readonly walletId: WalletId;
  readonly lotIds: readonly OverageLotId[];
};

export type Command =
  | GrantCommand
  | ActivateCommand
  | DebitCommand
  | VoidCommand
  | ExpireCommand
  | ReverseCommand
  | InvoiceOverageCommand
  | HoldCommand
  | CaptureCommand
  | ReleaseCommand
  | FreezeCommand
  | CloseCommand
  | AdjustCommand
  | ExtendCommand
  | TransferOutCommand
  | TransferInCommand
  | VoidWalletCommand
  | ResetCommand
  | StartRefillCommand
  | StopRefillCommand;

/** Which step of the burn order chose this grant over the next one (SEMANTICS §2). */
export type BurnStep =
  | "only_choice"
  | "wallet_priority"
  | "grant_priority"
  | "rollover_first"
  | "sooner_expiry"
  | "category"
  | "fewer_features"
  | "earlier_effective"
  | "earlier_created"
  | "id";

export type Draw = {
  readonly grantId: GrantId;
  readonly walletId: WalletId;
  readonly amount: Credits;
  readonly decidedBy: BurnStep;
};

/** A wallet's figures after the transaction; `balance` is available + held − overage. */
export type WalletFigures = {
  readonly walletId: WalletId;
  readonly available: Credits;
  readonly held: Credits;
  readonly pending: Credits;
  readonly overage: Credits;
};

/** Why a command was refused; nothing was changed. Codes are those of `DomainError`. */
export type Refusal =
  | {
      readonly code: "insufficient_credits";
      readonly required: Credits;
      readonly available: Credits;
      readonly shortfall: Credits;
      readonly cures: readonly Cure[];
    }
  | {
      readonly code: "limit_reached";
      readonly scope: "overage";
      readonly required: Credits;
      readonly available: Credits;
      readonly limit: Credits;
      readonly used: Credits;
    }
  | {
      readonly code: "limit_reached";
      readonly scope: "member";
      readonly member: string;
      readonly required: Credits;
      /** What is left of the limit. */
      readonly available: Credits;
      readonly limit: Credits;
      readonly used: Credits;
      /** Exclusive end of the window that the use counts in. */
      readonly resetsAt: Date;
    }
  | { readonly code: "idempotency_conflict"; readonly reference: string }
  | { readonly code: "stale_preview"; readonly preview: Outcome }
  | { readonly code: "not_found"; readonly entity: string; readonly id: string }
  | {
      readonly code: "invalid_state";
      readonly entity: string;
      readonly state: string;
      readonly message: string;
    }
  | { readonly code: "validation_error"; readonly field: string; readonly message: string };

export type Booked = {
  readonly ok: true;
  readonly transactionId: TransactionId;
  /** True if this reference acted before: the rest is the first answer. */
  readonly isReplayed: boolean;
  /** What was granted, taken, voided or given back in all. */
  readonly amount: Credits;
  /** Of a debit: per part, in the order given. A debit of parts may book some and refuse others. */
  readonly parts: readonly PartDecision[];
  readonly draws: readonly Draw[];
  /** The grant that a grant command issued, or a restore made. */
  readonly grantId: GrantId | null;
  /** The hold that was placed, captured or released. */
  readonly holdId: HoldId | null;
  /** Of holds: what went back to its grants, lapsed or not. */
  readonly released: Credits;
  /** What was given back to an ended grant and lapsed at once, or was granted or paid for too late. */
  readonly lapsed: Credits;
  /** Of a reversal: overage that an invoice already took over. Not given back; a credit note is due. */
  readonly invoiced: Credits;
  readonly figures: readonly WalletFigures[];
  /** Names this outcome: equal previews of equal books have equal fingerprints. */
  readonly fingerprint: string;
};

export type Outcome = Booked | { readonly ok: false; readonly refusal: Refusal };
