import { createLoader, parseAsStringLiteral } from "nuqs/server";

const DAYS = { "7d": 7, "30d": 30, "90d": 90 } as const;

/** The range of the overview's cards; thirty days unless told. */
export const loadOverviewParams = createLoader({
  range: parseAsStringLiteral(["7d", "90d"]),
});

export const daysOf = ({ range }: Awaited<ReturnType<typeof loadOverviewParams>>): number =>
  DAYS[range ?? "30d"];
