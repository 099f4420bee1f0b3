/** All that is known of one event, for people who ask why. */
import type { ReportingUnitView } from "@/lib/catalog/schema/reporting-unit";
import type { EventTrace } from "./event";

/** A feature that the event did not use, as the catalogue stands now. */
export type UnusedFeature = {
  readonly id: string;
  readonly name: string;
  /** Null: it would count the event now. */
  readonly why: string | null;
  readonly hasItsName: boolean;
};

export type FeatureUnits = {
  readonly unitSingular: string;
  readonly unitPlural: string;
  readonly reportingUnit: ReportingUnitView | null;
};

/** Of a feature that the catalogue does not have any more. */
export const NO_UNITS: FeatureUnits = { unitSingular: "", unitPlural: "", reportingUnit: null };

export type PriceExplanation = {
  /** `5 credits a contact, since 1 Oct 2026`, `charge “Exports” of Team, version 3`. */
  readonly words: string;
};

/** What an event itself drew, out of the transaction that it shares. */
export type OwnDraws = {
  readonly transactionId: string;
  readonly recordedAt: string;
  readonly draws: readonly {
    readonly grantName: string | null;
    readonly amount: string;
    readonly decidedBy: string | null;
  }[];
  readonly wallets: readonly {
    readonly id: string;
    readonly name: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** What has been given back of the whole transaction since. */
  readonly reversed: string;
};

export type ExplainedEvent = EventTrace & {
  /** Who bears the external id today, where the event did not find it. */
  readonly customerNow: { readonly id: string; readonly name: string } | null;
  readonly unused: readonly UnusedFeature[];
  /** What quantities are counted and read in, by feature id. */
  readonly units: Readonly<Record<string, FeatureUnits>>;
  /** By feature id. */
  readonly prices: Readonly<Record<string, PriceExplanation>>;
  /** By feature id. */
  readonly draws: Readonly<Record<string, OwnDraws>>;
  /** What the world outside was told of it. */
  readonly effects: readonly { readonly type: string; readonly at: string }[];
};

export const RESULTS = ["accepted", "refused", "unmatched"] as const;
export type ResultName = (typeof RESULTS)[number];

/** How many events came to which result, by equal steps of time. */
export type ResultCounts = {
  readonly stepSeconds: number;
  readonly buckets: readonly ({ readonly at: string } & Readonly<Record<ResultName, number>>)[];
  readonly total: number;
  /** Counted since here alone, as there are more than are counted; null: all are. */
  readonly countedSince: string | null;
};
