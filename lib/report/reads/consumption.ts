/**
 * What a customer used, in credits: the figures behind the charts. Use by events comes from the
 * roll-ups alone; debits by hand and reversals are few, and come from the ledger.
 */
import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { notFound } from "@/lib/errors";
import { type CustomerId, idText } from "@/lib/ids";
import { type Credits, creditsText, plus, ZERO } from "@/lib/money/credits";
import { bucketsOf, grainFor, rangeBefore } from "../rules/buckets";
import { seriesOf, totalOf } from "../rules/series";
import type { ConsumptionQuery, ConsumptionView } from "../schema/consumption";
import { NO_UNITS } from "../schema/shown";
import { comparedView, type Past, type SeriesName, seriesView } from "../view";
import { featureNames } from "./feature-names";
import { keyNames } from "./key-names";
import { allUses, tiedUses, type UsesAsked } from "./uses";

/**
 * Points for every column of the range, zeros included, in the customer's zone.
 *
 * @throws DomainError `not_found` for a customer that this organization does not have.
 */
export async function sumConsumption(
  ctx: Context,
  customerId: CustomerId,
  query: ConsumptionQuery,
): Promise<ConsumptionView> {
  const customer = await findCustomer(ctx, customerId);
  if (!customer) throw notFound("customer", idText("cus", customerId));

  const { by, member } = query;
  const zone = customer.timezone;
  const grain = query.grain ?? grainFor(query);
  const buckets = bucketsOf(query, grain, zone);
  const asked = { customerId, by, member, grain, zone, buckets };
  const [{ uses, ledgerTotal }, names, past] = await Promise.all([
    tiedUses(asked),
    namesBy(ctx, by),
    query.compare ? pastOf(asked) : null,
  ]);
  const shown = uses.filter(({ column }) => column >= 0);
  const total = totalOf(shown);
  return {
    from: buckets.range.from.toISOString(),
    to: buckets.range.to.toISOString(),
    grain,
    by,
    zone,
    series: seriesOf(shown, buckets.all).map((series) =>
      seriesView(
        series,
        names.get(series.key) ?? unnamed(by, series.key),
        past && { before: past.byKey.get(series.key) ?? ZERO },
      ),
    ),
    total: creditsText(total),
    refusedEvents: shown.reduce((count, { refused }) => count + refused, 0),
    ledgerTotal: creditsText(ledgerTotal),
    tiesOut: totalOf(uses) === ledgerTotal,
    compared: past && comparedView(past, total),
  };
}

/** What was used in the time just before, in columns of the same kind. */
async function pastOf(asked: UsesAsked): Promise<Past> {
  // Before the columns, which may begin earlier than what was asked for: no hour counts twice.
  const buckets = bucketsOf(rangeBefore(asked.buckets.range, asked.zone), asked.grain, asked.zone);
  const uses = (await allUses({ ...asked, buckets })).filter(({ column }) => column >= 0);
  const columns = buckets.all.map(({ at }) => ({ at, credits: ZERO }));
  const byKey = new Map<string, Credits>();
  for (const { key, column, credits } of uses) {
    const point = columns[column];
    if (point) point.credits = plus(point.credits, credits);
    byKey.set(key, plus(byKey.get(key) ?? ZERO, credits));
  }
  return { range: buckets.range, columns, byKey, total: totalOf(uses) };
}

type Names = ReadonlyMap<string, SeriesName>;

/** Members and values are called what they are. */
const namesBy = async (ctx: Context, by: ConsumptionQuery["by"]): Promise<Names> => {
  if (by === "feature") return featureNames(ctx);
  return by === "api_key" ? keyNames(ctx) : new Map();
};

const NOBODY = {
  ...{ member: "No member", property: "No value" },
  ...{ feature: "Unknown feature", api_key: "Unknown key" },
} as const;
const IDS: readonly ConsumptionQuery["by"][] = ["feature", "api_key"];

const unnamed = (by: ConsumptionQuery["by"], key: string): SeriesName => ({
  key,
  name: key === "" || IDS.includes(by) ? NOBODY[by] : key,
  ...NO_UNITS,
});
