import { OTHER, type Point, type Series, sumOf } from "@/components/chart/series";
import type { ConsumptionSeries, ConsumptionView } from "@/lib/report/schema/consumption";

/** More would be too many colours; the rest is one. */
const MOST_SERIES = 5;

/** A consumption as the chart takes it: the largest by themselves, what is left as one. */
export function columnsOf(
  { series, grain, zone, to, compared }: ConsumptionView,
  { now, hrefOf }: { now: string; hrefOf: HrefOf },
): { series: readonly Series[]; points: readonly Point[] } {
  const shown = series.length > MOST_SERIES + 1 ? series.slice(0, MOST_SERIES) : series;
  const rest = series.slice(shown.length);
  const named = shown.map(({ key, name }) => ({ id: idOf(key), label: name }));
  const starts = series[0]?.points.map(({ at }) => at) ?? [];
  const label = labeller(grain, zone);
  return {
    series: rest.length > 0 ? [...named, { id: OTHER, label: "Other" }] : named,
    points: starts.map((at, place) => {
      const end = starts[place + 1] ?? to;
      return {
        key: at,
        label: label(at),
        values: valuesAt(place, shown, rest),
        isPartial: at <= now && now < end,
        ...(compared && { before: compared.points[place]?.credits ?? "0" }),
        ...(at <= now && { href: hrefOf(at, end), hrefs: hrefsAt(shown, hrefOf, [at, end]) }),
      };
    }),
  };
}

/** Where the events of a time are shown, of all series or of one, by its key. */
export type HrefOf = (from: string, to: string, key?: string) => string;

const hrefsAt = (
  shown: readonly ConsumptionSeries[],
  hrefOf: HrefOf,
  [from, to]: readonly [string, string],
): Record<string, string> =>
  Object.fromEntries(shown.map(({ key }) => [idOf(key), hrefOf(from, to, key)]));

/** No member has no name; a series needs one. */
const idOf = (key: string) => key || "none";

const valuesAt = (
  place: number,
  shown: readonly ConsumptionSeries[],
  rest: readonly ConsumptionSeries[],
): Record<string, string> => ({
  ...Object.fromEntries(shown.map(({ key, points }) => [idOf(key), points[place]?.credits ?? "0"])),
  ...(rest.length > 0 && { [OTHER]: sumOf(rest.map(({ points }) => points[place]?.credits)) }),
});

const PARTS = {
  hour: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "short" },
  week: { day: "numeric", month: "short" },
  month: { month: "short", year: "numeric" },
} as const;

function labeller(grain: ConsumptionView["grain"], zone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat("en-GB", { ...PARTS[grain], timeZone: zone });
  return (at) => format.format(new Date(at));
}
