/**
 * The one way the domain refuses. A code is part of the public contract: REST,
 * actions and jobs translate it (`lib/transport/problem.ts`), none rewords it.
 */

/** What would make a refused use possible (SEMANTICS §3); amounts are decimal text. */
export type Cure =
  | { kind: "top_up"; credits: string }
  | {
      kind: "pack";
      pack_id: string;
      name: string;
      credits: string;
      price: string;
      currency: string;
    }
  | { kind: "upgrade"; plan_id: string; name: string }
  | { kind: "raise_limit" };

/** The figures of a refusal for want of credits; amounts are decimal text. */
export type Shortage = { required: string; available: string; shortfall: string; cures: Cure[] };

/** How one item of a batch fared that takes all or nothing; amounts are decimal text. */
export type ItemFit = {
  index: number;
  /** It could have been taken, after those before it that could. */
  fits: boolean;
  code: string | null;
  required: string;
  available: string;
  shortfall: string;
};

/** How one event of a call fared that takes all or nothing; the amount is decimal text. */
export type EventFit = {
  index: number;
  event_id: string;
  /** It could have been taken, after those before it that could. */
  fits: boolean;
  code: string | null;
  /** The credits that it costs. */
  required: string;
};

/** Of such a call: how many of its events would have been taken, and the first that would not. */
export type EventsFit = {
  events: number;
  fitting: number;
  first_unfit: { index: number; event_id: string; feature_id: string };
  items: readonly EventFit[];
};

/** One fault of an input: where, by JSON pointer, and of what kind, such as `send_as_string`. */
export type InputFault = { pointer: string; code: string; detail: string };

type Refusals = {
  unauthenticated: Record<string, never>;
  forbidden: { missing_permission: string };
  not_found: { entity: string; id: string };
  /** Faults by field path, `""` for the whole input; REST tells each with its pointer and kind. */
  validation_error: { fields: Record<string, string[]>; faults?: readonly InputFault[] };
  already_exists: { entity: string; field: string; value: string };
  idempotency_conflict: { reference: string };
  /** What was previewed is not what would happen; `preview` is the new one. */
  stale_preview: { preview: unknown };
  invalid_state: { entity: string; state: string };
  /** Of a batch: with how each of its items fared. */
  insufficient_credits: Shortage & ({ items?: readonly ItemFit[] } | EventsFit);
  limit_reached: Shortage &
    Partial<EventsFit> & {
      scope: "feature" | "member" | "overage";
      limit: string;
      used: string;
      /** Of a member's limit: whose it is, and when it starts anew. */
      member?: string;
      resets_at?: string;
    };
  not_entitled: { feature_key: string };
  method_not_allowed: { allowed: string[] };
  too_large: { limit: string };
  unsupported_media_type: { expected: string };
  rate_limited: { retry_after_seconds: number };
  /** A passing fault outlasted its retries; the caller may try again. */
  unavailable: { retry_after_seconds: number };
};

export type DomainErrorCode = keyof Refusals;
export type RefusalDetails<Code extends DomainErrorCode> = Refusals[Code];

export class DomainError<Code extends DomainErrorCode = DomainErrorCode> extends Error {
  override readonly name = "DomainError";

  constructor(
    readonly code: Code,
    message: string,
    readonly details: Refusals[Code],
  ) {
    super(message);
  }
}

/**
 * Tells a refusal by its shape: Next bundles its own copy of `lib`, so across that
 * line `instanceof` is false for an honest `DomainError`.
 */
export function isDomainError(error: unknown): error is DomainError {
  return (
    error instanceof Error && error.name === "DomainError" && "code" in error && "details" in error
  );
}

export const notFound = (entity: string, id: string) =>
  new DomainError("not_found", `No such ${entity}`, { entity, id });

/** A fault of one field, found by a write rather than by the schema. */
export const invalidField = (field: string, message: string) =>
  new DomainError("validation_error", message, { fields: { [field]: [message] } });
