/**
 * How many credits a member may use of what the customer has (SEMANTICS 7.6). Used is what was
 * drawn, is owed and is held for the member; what is given back lowers the window that it counted in.
 */
import { type Credits, max, minus, plus, ZERO } from "@/lib/money/credits";
import type { Refusal } from "./command";
import { type MemberPeriods, memberWindow } from "./member-window";

export type MemberLimit = { readonly creditUnit: string; readonly limit: Credits };

/** What a command of a member must know of members. */
export type MemberBooks = {
  readonly periods: MemberPeriods;
  /** By member: its own limit, else the customer's default; missing: none. */
  readonly limits: ReadonlyMap<string, MemberLimit>;
  /** By `accountKey`, of those who have a limit; missing: nothing. */
  readonly used: ReadonlyMap<string, Credits>;
};

/** Which member's use of which unit counts where. */
export type MemberAccount = {
  readonly member: string;
  readonly creditUnit: string;
  readonly windowStart: Date;
};

/** A change of what a member has used; below zero: given back. */
export type MemberUse = MemberAccount & { readonly amount: Credits };

export const accountKey = ({ member, creditUnit, windowStart }: MemberAccount): string =>
  JSON.stringify([member, creditUnit, windowStart.getTime()]);

/** Where a use counts; undefined: of no member, or of one that nobody counts. */
export function accountOf(
  members: MemberBooks | undefined,
  { member, creditUnit }: { readonly member: string | null; readonly creditUnit: string },
  at: Date,
): (MemberAccount & { readonly windowEnd: Date }) | undefined {
  if (members === undefined || member === null || member === "") return undefined;
  const { start, end } = memberWindow(members.periods, at);
  return { member, creditUnit, windowStart: start, windowEnd: end };
}

/** Why a use of so many credits goes beyond the member's limit; undefined: it does not. */
export function refusalByMember(
  members: MemberBooks | undefined,
  account: ReturnType<typeof accountOf>,
  amount: Credits,
): Refusal | undefined {
  if (members === undefined || account === undefined || amount === ZERO) return undefined;
  const allowed = members.limits.get(account.member);
  if (allowed === undefined || allowed.creditUnit !== account.creditUnit) return undefined;
  const { limit } = allowed;
  const used = members.used.get(accountKey(account)) ?? ZERO;
  if (plus(used, amount) <= limit) return undefined;
  return {
    ...{ code: "limit_reached", scope: "member", member: account.member },
    ...{ required: amount, available: max(minus(limit, used), ZERO), limit, used },
    resetsAt: account.windowEnd,
  };
}

/** How a member stands against its limit. */
export type MemberStanding = {
  readonly limit: Credits;
  readonly used: Credits;
  readonly resetsAt: Date;
};

/** Null: no limit of this unit stands for the member. */
export function memberStanding(
  members: MemberBooks | undefined,
  use: { readonly member: string | null; readonly creditUnit: string },
  at: Date,
): MemberStanding | null {
  const account = accountOf(members, use, at);
  const allowed = account && members?.limits.get(account.member);
  if (!account || !allowed || allowed.creditUnit !== account.creditUnit) return null;
  const used = members?.used.get(accountKey(account)) ?? ZERO;
  return { limit: allowed.limit, used, resetsAt: account.windowEnd };
}
