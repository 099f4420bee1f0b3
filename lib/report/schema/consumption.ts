import * as z from "zod";
import { Instant } from "@/lib/text/schema";
import { GRAINS } from "../rules/grain";
import { UnitsView } from "./shown";

export const CONSUMPTION_KEYS = ["feature", "member", "property", "api_key"] as const;
export type ConsumptionKey = (typeof CONSUMPTION_KEYS)[number];

export const COMPARISONS = ["previous"] as const;

/** Whose use, when, in which columns and split by what. */
export const ConsumptionQuery = z
  .object({
    from: Instant,
    to: Instant,
    /** Null: what suits the length of the range. */
    grain: z.enum(GRAINS).nullable().default(null),
    by: z.enum(CONSUMPTION_KEYS).default("feature"),
    /** `previous`: tell what the time of the same length just before came to as well. */
    compare: z.enum(COMPARISONS).nullable().default(null),
    /** Only what this member used. */
    member: z.string().min(1).max(255).nullable().default(null),
  })
  .refine(({ from, to }) => from < to, { path: ["to"], message: "The end is not after the start" })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= MOST_MS, {
    path: ["to"],
    message: "At most ten years",
  })
  .refine(({ from, to, grain }) => to.getTime() - from.getTime() <= LONGEST_MS[grain ?? "auto"], {
    path: ["grain"],
    message: "Too many columns; choose a coarser grain",
  });
export type ConsumptionQuery = z.output<typeof ConsumptionQuery>;
export type ConsumptionFields = z.input<typeof ConsumptionQuery>;

const DAY_MS = 24 * 3_600_000;
const MOST_MS = 3660 * DAY_MS;
/** No chart shows more than about 800 columns. */
const LONGEST_MS = {
  hour: 33 * DAY_MS,
  day: 800 * DAY_MS,
  week: Number.POSITIVE_INFINITY,
  month: Number.POSITIVE_INFINITY,
  auto: Number.POSITIVE_INFINITY,
};

export const ConsumptionPoint = z.object({
  at: z.iso.datetime(),
  credits: z.string(),
  quantity: z.string(),
  events: z.int(),
});
export type ConsumptionPoint = z.infer<typeof ConsumptionPoint>;

/** Against the time before. */
export const ChangeView = z.object({
  /** Credits of the time before. */
  before: z.string(),
  /** More than before by so many credits; below zero: less. */
  credits: z.string(),
  /** The same as a share of before, `0.25` for a quarter more; null where before was nothing. */
  share: z.string().nullable(),
});
export type ChangeView = z.infer<typeof ChangeView>;

export const ConsumptionSeries = z.object({
  /** The id of a feature or API key, a member or a property's value; `manual` for debits of no feature. */
  key: z.string(),
  name: z.string(),
  ...UnitsView.shape,
  points: z.array(ConsumptionPoint),
  total: z.string(),
  quantity: z.string(),
  events: z.int(),
  /** Null: no comparison was asked for. */
  change: ChangeView.nullable(),
});
export type ConsumptionSeries = z.infer<typeof ConsumptionSeries>;

export const ConsumptionView = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  grain: z.enum(GRAINS),
  by: z.enum(CONSUMPTION_KEYS),
  zone: z.string(),
  /** Most consumed first, each with a point for every column. */
  series: z.array(ConsumptionSeries),
  total: z.string(),
  refusedEvents: z.int(),
  /** What the ledger's entries say of the whole local days of the range, of all members. */
  ledgerTotal: z.string(),
  /** Whether the figures, of all members, come to exactly that. */
  tiesOut: z.boolean(),
  /** The time just before, column by column; null: not asked for. */
  compared: z
    .object({
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      ...ChangeView.shape,
      points: z.array(ConsumptionPoint.pick({ at: true, credits: true })),
    })
    .nullable(),
});
export type ConsumptionView = z.infer<typeof ConsumptionView>;
