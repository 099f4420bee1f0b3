import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { GRAINS } from "@/lib/report/rules/grain";
import { ConsumptionQuery } from "@/lib/report/schema/consumption";
import { addToDay, localDay, startOfDay } from "@/lib/time/zone";

const RANGES = ["7d", "90d", "month", "custom"] as const;

const params = {
  range: parseAsStringLiteral(RANGES),
  /** Local days of a range of one's own, the last one included. */
  from: parseAsString,
  to: parseAsString,
  grain: parseAsStringLiteral(GRAINS),
  by: parseAsStringLiteral(["member", "property", "api_key"]),
  /** One member's use alone. */
  member: parseAsString,
  /** The time before is shown unless told. */
  compare: parseAsStringLiteral(["none"]),
};

export const loadConsumptionParams = createLoader(params);
export type ConsumptionParams = Awaited<ReturnType<typeof loadConsumptionParams>>;

const DAYS = { "7d": 7, "30d": 30, "90d": 90 } as const;

/** The whole local days that are asked for; thirty with today unless told. */
function daysOf({ range, from, to }: ConsumptionParams, today: string) {
  switch (range) {
    case "month":
      return { from: `${today.slice(0, 8)}01`, to: today };
    case "custom":
      return {
        from: isDay(from) ? from : addToDay(today, 1 - DAYS["30d"]),
        to: isDay(to) ? to : today,
      };
    default:
      return { from: addToDay(today, 1 - DAYS[range ?? "30d"]), to: today };
  }
}

/** A day that is in the calendar: `2026-02-31` is read as a March day by `Date`, and is none. */
function isDay(text: string | null): text is string {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** The query for the reads, in the customer's zone. What makes no sense falls back to thirty days. */
export function consumptionQuery(
  params: ConsumptionParams,
  { at, zone }: { at: Date; zone: string },
): { query: ConsumptionQuery; days: { from: string; to: string } } {
  const today = localDay(at, zone);
  const days = daysOf(params, today);
  const parsed = ConsumptionQuery.safeParse({
    from: startOfDay(days.from, zone).toISOString(),
    to: startOfDay(addToDay(days.to, 1), zone).toISOString(),
    grain: params.grain,
    by: params.by ?? "feature",
    compare: params.compare === "none" ? null : "previous",
    member: params.member?.slice(0, 255) || null,
  });
  if (parsed.success) return { query: parsed.data, days };
  const { by, member } = params;
  const plain = { range: null, from: null, to: null, grain: null, by, member, compare: null };
  return consumptionQuery(plain, { at, zone });
}

/** The table under the chart: members, unless values or keys are asked for. */
export const breakdownQuery = ({ from, to, by, member }: ConsumptionQuery) =>
  ({ from, to, member, by: by === "feature" ? "member" : by }) as const;
