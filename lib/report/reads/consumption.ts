/**
 * What a customer used, in credits: the figures behind the charts. Use by events comes from the
 * roll-ups alone; debits by hand and reversals are few, and come from the ledger.
 */
import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { readSql } from "@/lib/db/transact";
import { notFound } from "@/lib/errors";
import { type CustomerId, type FeatureId, idFromRow, idText } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { bucketsOf, grainFor } from "../rules/buckets";
import { seriesOf, totalOf } from "../rules/series";
import type { ConsumptionQuery, ConsumptionView } from "../schema/consumption";
import { type SeriesName, seriesView } from "../view";
import { eventUses, handUses, ledgerTotalOf, NO_FEATURE } from "./uses";

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

  const { by } = query;
  const zone = customer.timezone;
  const grain = query.grain ?? grainFor(query);
  const buckets = bucketsOf(query, grain, zone);
  const asked = { customerId, by, grain, zone, buckets };
  const [events, byHand, ledgerTotal, names] = await Promise.all([
    eventUses(asked),
    handUses(asked),
    ledgerTotalOf(asked),
    by === "feature" ? featureNames(ctx) : NO_NAMES,
  ]);
  const uses = [...events, ...byHand];
  const shown = uses.filter(({ column }) => column >= 0);
  return {
    from: buckets.range.from.toISOString(),
    to: buckets.range.to.toISOString(),
    grain,
    by,
    zone,
    series: seriesOf(shown, buckets.all).map((series) =>
      seriesView(series, names.get(series.key) ?? unnamed(by, series.key)),
    ),
    total: creditsText(totalOf(shown)),
    refusedEvents: shown.reduce((count, { refused }) => count + refused, 0),
    ledgerTotal: creditsText(ledgerTotal),
    tiesOut: totalOf(uses) === ledgerTotal,
  };
}

const NO_NAMES: ReadonlyMap<string, SeriesName> = new Map();
const BY_HAND: SeriesName = { key: "manual", name: "Manual debits", unitPlural: "" };
const NOBODY = { member: "No member", property: "No value", feature: "Unknown feature" } as const;

const unnamed = (by: ConsumptionQuery["by"], key: string): SeriesName => ({
  key,
  name: key === "" || by === "feature" ? NOBODY[by] : key,
  unitPlural: "",
});

async function featureNames(ctx: Context): Promise<ReadonlyMap<string, SeriesName>> {
  const rows = await readSql(
    `SELECT id, name, coalesce(unit_plural, '') AS unit_plural FROM feature
     WHERE organization_id = $1::uuid`,
    [ctx.organizationId],
  );
  const names = rows.map((row): [string, SeriesName] => [
    String(row.id),
    {
      key: idText("feat", idFromRow<FeatureId>(row.id)),
      name: String(row.name),
      unitPlural: String(row.unit_plural),
    },
  ]);
  return new Map([...names, [NO_FEATURE, BY_HAND]]);
}
