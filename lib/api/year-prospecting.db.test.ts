/** J2 by HTTP on a test clock, every day against the tables: priced in credits, and in money. */
import { expect, it } from "vitest";
import { liveYear } from "@/lib/testing/year/live-year";
import { PROSPECTING_YEAR } from "@/lib/testing/year/prospecting";
import { prospectingLife } from "@/lib/testing/year/prospecting-life";
import { PROSPECTING_MONEY } from "@/lib/testing/year/prospecting-money";
import { prospectingMoneyLife } from "@/lib/testing/year/prospecting-money-life";

it("is on each day of fourteen months what the table says", { timeout: 600_000 }, async () => {
  const { differences, looks } = await liveYear(PROSPECTING_YEAR, await prospectingLife());

  expect(differences).toEqual([]);
  expect(looks).toBeGreaterThan(427 + 25);
});

it("burns the wallet at its rate, and asks for the rest", { timeout: 600_000 }, async () => {
  const { differences } = await liveYear(PROSPECTING_MONEY, await prospectingMoneyLife());

  expect(differences).toEqual([]);
});
