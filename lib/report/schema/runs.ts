/** Runs: what the events of one `group_id` used together (SEMANTICS 7.1). */
import * as z from "zod";
import { plainText } from "@/lib/text/schema";
import { ShownView } from "./shown";

export const RunQuery = z.object({
  /** Part of the run's name. */
  search: plainText(255).default(""),
  /** Of runs that began then. */
  from: z.date().nullable().default(null),
  to: z.date().nullable().default(null),
  cursor: z.string().max(500).nullable().default(null),
  limit: z.int().min(1).max(1000).default(50),
});
export type RunQuery = z.output<typeof RunQuery>;

export const RunView = z.object({
  groupId: z.string(),
  startedAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  /** Who it was run for; empty: nobody was named. */
  members: z.array(z.string()),
  /** What it used, by name. */
  features: z.array(z.string()),
  /** Uses that were taken: an event that counts for two features is two. */
  events: z.int(),
  refused: z.int(),
  credits: z.string(),
});
export type RunView = z.infer<typeof RunView>;

/** One source of a run: a feature, and the property value that chose its price. */
export const RunSource = z.object({
  featureId: z.string(),
  featureName: z.string(),
  unitPlural: z.string(),
  /** Empty: no value chose the price. */
  value: z.string(),
  member: z.string(),
  startedAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  events: z.int(),
  refused: z.int(),
  quantity: z.string(),
  shown: ShownView,
  credits: z.string(),
});
export type RunSource = z.infer<typeof RunSource>;

/** Its sources in the order they began; their credits come to the run's. */
export const RunDetail = RunView.extend({ sources: z.array(RunSource) });
export type RunDetail = z.infer<typeof RunDetail>;
