/** What every command says, whatever it asks. */
import type { CustomerId } from "@/lib/ids";
import type { ReasonCode } from "./terms";

/** Whose books, under which name, and why. */
export type Asked = {
  readonly customerId: CustomerId;
  /** The caller's own name for this command, unique per organization and origin (SEMANTICS 4.2). */
  readonly reference: string;
  readonly reasonCode?: ReasonCode;
  readonly reason?: string;
  /** The thing that led to it, such as an invoice or a subscription's period. */
  readonly cause?: { readonly kind: string; readonly id: string };
  /** The caller's own notes on it. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Refuse with `stale_preview` unless the outcome is the previewed one (API.md §1.11). */
  readonly fingerprint?: string;
  /**
   * What was asked for, in the caller's own canonical words. It stands for the command when a
   * repeat of the reference is compared, so that a term counted from "now" is the same request
   * a second later. Without it the command itself is compared, instants of "now" aside.
   */
  readonly content?: string;
};
