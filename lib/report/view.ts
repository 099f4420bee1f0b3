import { type Credits, creditsText } from "@/lib/money/credits";
import { quantityText } from "@/lib/money/quantity";
import { daysLeft } from "./rules/runway";
import type { Series } from "./rules/series";
import { balanceOf, isLow, runsOutAt, type Standing } from "./rules/standing";
import type { ConsumptionSeries } from "./schema/consumption";

export type SeriesName = Pick<ConsumptionSeries, "key" | "name" | "unitPlural">;

export const seriesView = (series: Series, name: SeriesName): ConsumptionSeries => ({
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
