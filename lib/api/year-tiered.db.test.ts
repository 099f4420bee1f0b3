/** J5 by HTTP over fourteen months of a test clock, every day against the table. */
import { expect, it } from "vitest";
import { liveYear } from "@/lib/testing/year/live-year";
import { TIERED_YEAR } from "@/lib/testing/year/tiered";
import { tieredLife } from "@/lib/testing/year/tiered-life";

it("is on each day of fourteen months what the table says", { timeout: 600_000 }, async () => {
  const { differences, looks } = await liveYear(TIERED_YEAR, await tieredLife());

  expect(differences).toEqual([]);
  expect(looks).toBeGreaterThan(427 + 25);
});
