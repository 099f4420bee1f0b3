import { type Credits, creditsText } from "@/lib/money/credits";
import { decimalText } from "@/lib/money/decimal";
import { quantityText } from "@/lib/money/quantity";
import type { BrokenDown } from "./rules/break-down";
import type { Range } from "./rules/buckets";
import { type Change, changeOf, shareOf } from "./rules/change";
import { daysLeft } from "./rules/runway";
import type { Series } from "./rules/series";
import { balanceOf, isLow, runsOutAt, type Standing } from "./rules/standing";
import type { BreakdownView } from "./schema/breakdown";
import type { ChangeView, ConsumptionSeries, ConsumptionView } from "./schema/consumption";
import { NO_UNITS, type UnitsView } from "./schema/shown";

export type SeriesName = Pick<ConsumptionSeries, "key" | "name" | keyof UnitsView>;

/** @param past what was used of the same before; null: not asked for. */
export const seriesView = (
  series: Series,
  name: SeriesName,
  past: { readonly before: Credits } | null,
): ConsumptionSeries => ({
  ...name,
  points: series.points.map(({ at, credits, quantity, events }) => ({
    at: at.toISOString(),
    credits: creditsText(credits),
    quantity: quantityText(quantity),
    events,
  })),
  total: creditsText(series.credits),
  quantity: quantityText(series.quantity),
  events: series.events,
  change: past && changeView(changeOf(series.credits, past.before)),
});

export const changeView = ({ before, credits, share }: Change): ChangeView => ({
  before: creditsText(before),
  credits: creditsText(credits),
  share: share === null ? null : decimalText(share),
});

/** What was used in the time before a chart's. */
export type Past = {
  readonly range: Range;
  readonly columns: readonly { readonly at: Date; readonly credits: Credits }[];
  readonly byKey: ReadonlyMap<string, Credits>;
  readonly total: Credits;
};

export const comparedView = (
  { range, columns, total }: Past,
  now: Credits,
): ConsumptionView["compared"] => ({
  from: range.from.toISOString(),
  to: range.to.toISOString(),
  ...changeView(changeOf(now, total)),
  points: columns.map(({ at, credits }) => ({
    at: at.toISOString(),
    credits: creditsText(credits),
  })),
});

type Broken = BrokenDown & {
  readonly by: BreakdownView["by"];
  readonly range: Range;
  readonly names: ReadonlyMap<string, SeriesName>;
  /** Of the values, which are keys; null: they are called what they are. */
  readonly keys: ReadonlyMap<string, SeriesName> | null;
};

export const breakdownView = ({
  by,
  range,
  names,
  keys,
  rows,
  total,
  before,
}: Broken): BreakdownView => ({
  by,
  from: range.from.toISOString(),
  to: range.to.toISOString(),
  rows: rows.map((row) => {
    const feature = names.get(row.featureId);
    const share = shareOf(row.credits, total.credits);
    const key = keys?.get(row.value);
    return {
      featureKey: feature?.key ?? row.featureId,
      featureName: feature?.name ?? "Unknown feature",
      ...unitsOf(feature ?? NO_UNITS),
      value: key?.key ?? row.value,
      valueName: key?.name ?? row.value,
      events: row.events,
      refused: row.refused,
      quantity: quantityText(row.quantity),
      credits: creditsText(row.credits),
      share: share === null ? null : decimalText(share),
      change: changeView(changeOf(row.credits, row.before)),
    };
  }),
  events: total.events,
  total: creditsText(total.credits),
  change: changeView(changeOf(total.credits, before)),
});

const unitsOf = ({ unitSingular, unitPlural, reportingUnit }: UnitsView): UnitsView => ({
  ...{ unitSingular, unitPlural, reportingUnit },
});

type Stood = { readonly standing: Standing; readonly burn: Credits; readonly at: Date };

/** The figures that come from balance and burn alone. */
export const figuresView = ({ standing, burn, at }: Stood) => ({
  available: creditsText(standing.available),
  held: creditsText(standing.held),
  balance: creditsText(balanceOf(standing)),
  pending: creditsText(standing.pending),
  overage: creditsText(standing.overage),
  nextExpiry: standing.nextExpiry && {
    at: standing.nextExpiry.at.toISOString(),
    amount: creditsText(standing.nextExpiry.amount),
  },
  burnPerDay: creditsText(burn),
  daysLeft: daysLeft(standing.available, burn),
  runsOutAt: runsOutAt(standing.available, burn, at)?.toISOString() ?? null,
  isLow: isLow(standing, burn),
});
