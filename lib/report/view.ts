import { creditsText } from "@/lib/money/credits";
import { quantityText } from "@/lib/money/quantity";
import type { Series } from "./rules/series";
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
