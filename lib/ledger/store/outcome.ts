/** The part of an answer that entries and postings do not tell, as it is stored: compact JSON. */
import { type GrantId, type HoldId, idFromRow } from "@/lib/ids";
import { type Credits, creditsText, nanocredits, parseCredits, ZERO } from "@/lib/money/credits";
import type { Answer } from "../rules/apply";
import type { PartDecision } from "../rules/command";

type Told = Pick<Answer, "parts" | "grantId" | "holdId" | "released" | "lapsed" | "invoiced">;
/** amount, drawn, overage, dropped, offset; and `r` for a refused one, `m` if its member's limit refused it. */
type PartText = readonly string[];
type Stored = Partial<Record<"g" | "h" | "r" | "l" | "i" | "w", string>> & {
  p?: readonly PartText[];
  /** The caller's notes, which stand beside the answer. */
  m?: Notes;
};
type Notes = Readonly<Record<string, string>>;

/** @param memberWindow which window of its member the transaction counts in. */
export function toOutcome(told: Told, notes: Notes = {}, memberWindow: Date | null = null): string {
  const { parts, grantId, holdId, released, lapsed, invoiced } = told;
  const stored: Stored = {
    ...(parts.length > 0 && { p: parts.map(partText) }),
    ...(grantId !== null && { g: grantId }),
    ...(holdId !== null && { h: holdId }),
    ...(released > ZERO && { r: creditsText(released) }),
    ...(lapsed > ZERO && { l: creditsText(lapsed) }),
    ...(invoiced > ZERO && { i: creditsText(invoiced) }),
    ...(memberWindow !== null && { w: memberWindow.toISOString() }),
    ...(Object.keys(notes).length > 0 && { m: notes }),
  };
  return JSON.stringify(stored);
}

/** SQL for the window of its member that a transaction counts in; what it took of a hold aside. */
export const memberWindowOf = (transaction: string) =>
  `(${transaction}.outcome->>'w')::timestamptz`;

/** SQL for the caller's notes on a transaction. */
export const notesOf = (transaction: string) => `${transaction}.outcome->'m'`;

export function fromOutcome(json: unknown): Told {
  const stored = (json ?? {}) as Stored;
  return {
    parts: (stored.p ?? []).map(partFrom),
    grantId: stored.g === undefined ? null : idFromRow<GrantId>(stored.g),
    holdId: stored.h === undefined ? null : idFromRow<HoldId>(stored.h),
    released: amount(stored.r),
    lapsed: amount(stored.l),
    invoiced: amount(stored.i),
  };
}

const partText = (part: PartDecision): PartText => [
  ...[part.amount, part.drawn, part.overage, part.dropped, part.offset].map(creditsText),
  ...(part.status === "refused" ? [part.refusal === "member_limit" ? "m" : "r"] : []),
];

const partFrom = ([asked, drawn, overage, dropped, offset, mark]: PartText): PartDecision => ({
  amount: amount(asked),
  drawn: amount(drawn),
  overage: amount(overage),
  dropped: amount(dropped),
  offset: amount(offset),
  status: mark === undefined ? "taken" : "refused",
  ...(mark === "m" && { refusal: "member_limit" }),
});

const amount = (text: string | undefined): Credits =>
  (text === undefined ? undefined : parseCredits(text)) ?? nanocredits(0n);
