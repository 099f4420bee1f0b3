/** The renewal dates of many: who is meant, what it would do to each, and how far it is. */
import * as z from "zod";
import { SubscriptionId } from "@/lib/ids";
import { plainLines } from "@/lib/text/schema";
import { BridgeView, oneDay, RenewalTargetFields } from "./renewal-date";
import { SubscriptionRowQuery } from "./rows";

/** So many can be ticked by hand; all that a list is narrowed to may be more. */
const MOST_NAMED = 500;

/** Those that are named, or all that the list is narrowed to; who is over is left out. */
export const RenewalMoveSelection = z.object({
  ids: z.array(SubscriptionId).min(1).max(MOST_NAMED).nullable().default(null),
  query: SubscriptionRowQuery,
});
export type RenewalMoveSelection = z.output<typeof RenewalMoveSelection>;

const Meant = RenewalTargetFields.extend({ selection: RenewalMoveSelection });

export const RenewalMovePreviewInput = Meant.superRefine(oneDay);

export const RenewalMoveInput = Meant.extend({
  reason: plainLines(500).default(""),
  /** Of the dry run that was shown; null: nobody was. */
  fingerprint: z.string().max(64).nullable(),
}).superRefine(oneDay);
export type RenewalMoveInput = z.output<typeof RenewalMoveInput>;
export type RenewalMoveFields = z.input<typeof RenewalMoveInput>;

/** What the move would do to one subscription. */
export const RenewalMoveImpact = z.object({
  subscriptionId: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  customerExternalId: z.string(),
  planName: z.string(),
  zone: z.string(),
  currency: z.string(),
  /** Where the running period ends: the last renewal on the old day. */
  endsAt: z.iso.datetime(),
  bridge: BridgeView.nullable(),
  /** Of the first period afterwards, which may be the one between; null: it cannot be moved. */
  total: z.string().nullable(),
  credits: z.array(z.object({ creditUnit: z.string(), credits: z.string() })),
  /** When the first whole period on the new day begins; null: it cannot be moved. */
  renewsAt: z.iso.datetime().nullable(),
  /** Why it cannot be moved. */
  obstacle: z.string().nullable(),
});
export type RenewalMoveImpact = z.infer<typeof RenewalMoveImpact>;

/** Nothing was changed. */
export const RenewalMoveDryRun = z.object({
  /** Who is meant, in all. */
  total: z.int(),
  /** The first of them, of whom so many cannot be moved. */
  impacts: z.array(RenewalMoveImpact),
  refused: z.int(),
  /** Sent along, it holds the move to those who were meant, and to the day. */
  fingerprint: z.string(),
});
export type RenewalMoveDryRun = z.infer<typeof RenewalMoveDryRun>;

export const RENEWAL_MOVE_OUTCOMES = ["PENDING", "MOVED", "REFUSED"] as const;

/** How one of them fared. */
export const RenewalMoveItemView = z.object({
  subscriptionId: z.string(),
  customerName: z.string(),
  customerExternalId: z.string(),
  outcome: z.enum(RENEWAL_MOVE_OUTCOMES),
  /** Why it was refused. */
  message: z.string().nullable(),
});
export type RenewalMoveItemView = z.infer<typeof RenewalMoveItemView>;

export const RenewalMoveView = z.object({
  id: z.string(),
  status: z.enum(["RUNNING", "DONE"]),
  total: z.int(),
  moved: z.int(),
  refused: z.int(),
  /** The first of those that were refused. */
  refusals: z.array(RenewalMoveItemView),
  reason: z.string(),
  requestedBy: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type RenewalMoveView = z.infer<typeof RenewalMoveView>;
