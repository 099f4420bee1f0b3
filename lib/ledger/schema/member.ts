/** Members of a customer: what each may use of its credits, and has used. */
import * as z from "zod";
import { CreditsOrZero, orNone } from "@/lib/money/schema";
import { storable } from "@/lib/text/schema";

/** A person or key inside a customer, as callers name it. */
export const MemberName = storable(255).min(1, "Name a member");

/** The subscription's billing period, else the calendar month in the customer's zone. */
const MEMBER_PERIODS = ["BILLING_PERIOD"] as const;
const Period = z.enum(MEMBER_PERIODS);

/** A limit for one member, or for whoever has none of their own. */
export const MemberLimitInput = z.object({
  /** Null or empty: none; a member without one of its own has the customer's default. */
  creditLimit: orNone(CreditsOrZero),
  /** Null: the organization's default unit. */
  creditUnit: z.string().max(50).nullable().default(null),
  period: Period.default("BILLING_PERIOD"),
});
export type MemberLimitInput = z.output<typeof MemberLimitInput>;
export type MemberLimitFields = z.input<typeof MemberLimitInput>;

/** A limit as it stands; null: there is none. */
export const MemberLimitView = z.object({
  creditLimit: z.string().nullable(),
  creditUnit: z.string(),
  period: Period,
});
export type MemberLimitView = z.infer<typeof MemberLimitView>;

/** The window that runs, and the default limit in it. */
export const MemberDefaultsView = z.object({
  defaultCreditLimit: z.string().nullable(),
  creditUnit: z.string(),
  /** By all members together, in this unit. */
  creditsUsed: z.string(),
  period: Period,
  periodStart: z.iso.datetime(),
  resetsAt: z.iso.datetime(),
});
export type MemberDefaultsView = z.infer<typeof MemberDefaultsView>;

export const MemberView = z.object({
  member: z.string(),
  /** Its own limit, else the default one; null: none. */
  creditLimit: z.string().nullable(),
  limitSource: z.enum(["member", "default"]).nullable(),
  creditUnit: z.string(),
  period: Period,
  /** Drawn, owed and held in the period that runs. */
  creditsUsed: z.string(),
  /** Null: there is no limit. */
  creditsRemaining: z.string().nullable(),
  periodStart: z.iso.datetime(),
  resetsAt: z.iso.datetime(),
  /** The last day of the period on which an event of it came, in the customer's zone. */
  lastActiveOn: z.iso.date().nullable(),
  /** Events of the period that a limit refused. */
  refusedByLimit: z.int(),
});
export type MemberView = z.infer<typeof MemberView>;
