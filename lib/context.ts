/**
 * Who asks, for which organization, and when. Only the gates (`lib/transport`), the job
 * runner and the CLI make one; having it is the proof that the caller may do what follows.
 */
import type { ApiKeyId, OrganizationId, UserId } from "./ids";

export type Role = "OWNER" | "BILLING_ADMIN" | "SUPPORT" | "FINANCE" | "DEVELOPER" | "VIEWER";

export type Actor =
  | { readonly kind: "staff"; readonly userId: UserId; readonly name: string; readonly role: Role }
  | { readonly kind: "api_key"; readonly keyId: ApiKeyId; readonly name: string }
  | { readonly kind: "system"; readonly name: string };

/** Where a command comes from. References are unique in it, so no caller's key can stand in a renewal's way. */
export type Origin = "api" | "staff" | "system";

export type Context = {
  readonly organizationId: OrganizationId;
  readonly actor: Actor;
  readonly origin: Origin;
  /** The instant of the request, to the millisecond: the only clock that the domain knows. */
  readonly at: Date;
  /**
   * When it is written down, where that is later than the moment it belongs to: a late run books
   * what was due at `at`, and must not seem to have known it then.
   */
  readonly recordedAt?: Date;
  /** Stands in every log line and audit record, and in the answer. */
  readonly requestId: string;
};
