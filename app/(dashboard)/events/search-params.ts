import {
  createLoader,
  parseAsInteger,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { ApiKeyId, FeatureId } from "@/lib/ids";
import { addToDay, startOfDay } from "@/lib/time/zone";
import { EventQuery, STORED_STATUSES } from "@/lib/usage/schema/event";
import { parseAsCursor } from "../cursor-param";
import { isDay } from "../day-param";

const HOUR_MS = 3_600_000;
const HOURS = { "1h": 1, "24h": 24, "7d": 168, "30d": 720 } as const;

const filters = {
  /** A name, or an id. */
  q: parseAsString,
  status: parseAsStringLiteral(STORED_STATUSES),
  within: parseAsStringLiteral(["1h", "24h", "7d", "30d"]),
  /** A chart's column, half-open. */
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  /** Local days, both included. */
  since: parseAsString,
  until: parseAsString,
  customer: parseAsString,
  name: parseAsString,
  feature: parseAsString,
  member: parseAsString,
  group: parseAsString,
  source: parseAsString,
  key: parseAsString,
  code: parseAsString,
  /** `region=eu`. */
  property: parseAsString,
  /** Seconds. */
  lag: parseAsInteger,
};

export const loadEventParams = createLoader({
  ...filters,
  after: parseAsCursor,
});
export type EventParams = Awaited<ReturnType<typeof loadEventParams>>;

/** What cannot be read narrows nothing: a link may be old. */
export function eventQuery(params: EventParams, { zone, at }: { zone: string; at: Date }) {
  const { within, property } = params;
  const since = isDay(params.since) ? startOfDay(params.since, zone) : null;
  const until = isDay(params.until) ? startOfDay(addToDay(params.until, 1), zone) : null;
  const latest = within && new Date(at.getTime() - HOURS[within] * HOUR_MS);
  const [name, value] = splitAt(property ?? "", "=");
  return EventQuery.parse({
    ...wordsOf(params),
    status: params.status,
    featureId: FeatureId.safeParse(params.feature).data ?? null,
    apiKeyId: ApiKeyId.safeParse(params.key).data ?? null,
    properties: name && value !== undefined ? [{ name, values: [value] }] : [],
    lagAbove: params.lag !== null && params.lag >= 0 ? Math.min(params.lag, 100_000_000) : null,
    from: params.from ?? since ?? latest,
    to: params.to ?? until,
    cursor: params.after,
  });
}

const MOST_LETTERS = 200;

const wordsOf = ({ q, customer, name, member, group, source, code }: EventParams) => ({
  named: wordOf(q),
  customer: wordOf(customer),
  eventName: wordOf(name),
  member: wordOf(member),
  groupId: wordOf(group),
  source: wordOf(source),
  code: wordOf(code)?.slice(0, 100) ?? null,
});

const wordOf = (text: string | null) => text?.trim().slice(0, MOST_LETTERS) || null;

function splitAt(text: string, mark: string): readonly [string, string | undefined] {
  const place = text.indexOf(mark);
  if (place < 0) return [text.trim(), undefined];
  return [text.slice(0, place).trim().slice(0, 100), text.slice(place + 1).trim()];
}

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = (params: EventParams): boolean =>
  params.after !== null ||
  Object.keys(filters).some((key) => params[key as keyof typeof filters] !== null);
