import type { Point } from "@/components/chart/series";
import type { ResultCounts } from "@/lib/usage/schema/trace";

const DAY_SECONDS = 86_400;

const STEP_NAMES: Readonly<Record<number, string>> = {
  60: "each minute",
  900: "each quarter of an hour",
  3600: "each hour",
  21600: "each six hours",
  [DAY_SECONDS]: "each day",
};

export const stepName = (seconds: number): string => STEP_NAMES[seconds] ?? `each ${seconds} s`;

/** Counts as the chart takes them; the step that is not over is "so far". */
export function resultPoints(
  { buckets, stepSeconds }: ResultCounts,
  { zone, now }: { zone: string; now: string },
): readonly Point[] {
  const label = labeller(stepSeconds, zone);
  return buckets.map(({ at, accepted, refused, unmatched }) => {
    const end = new Date(Date.parse(at) + stepSeconds * 1_000).toISOString();
    return {
      key: at,
      label: label(at),
      values: {
        accepted: String(accepted),
        refused: String(refused),
        unmatched: String(unmatched),
      },
      isPartial: at <= now && now < end,
      href: `/events?from=${encodeURIComponent(at)}&to=${encodeURIComponent(end)}`,
    };
  });
}

function labeller(stepSeconds: number, timeZone: string): (at: string) => string {
  const day = { day: "numeric", month: "short" } as const;
  const time = { hour: "2-digit", minute: "2-digit" } as const;
  const parts = stepSeconds >= DAY_SECONDS ? day : stepSeconds < 3_600 ? time : { ...day, ...time };
  const format = new Intl.DateTimeFormat("en-GB", { ...parts, timeZone });
  return (at) => format.format(new Date(at));
}
