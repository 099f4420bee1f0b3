/** What a customer used of each feature, by member or value: the table under the chart. */
import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { readSql } from "@/lib/db/transact";
import { notFound } from "@/lib/errors";
import { type CustomerId, idText } from "@/lib/ids";
import { breakDown, type Cell } from "../rules/break-down";
import { bucketsOf, type Range, rangeBefore } from "../rules/buckets";
import { NO_USE } from "../rules/series";
import type { BreakdownKey, BreakdownView } from "../schema/breakdown";
import { breakdownView } from "../view";
import { featureNames } from "./feature-names";
import { loadHandUses, SUMS, sumsOf } from "./uses";

/**
 * Over the whole local days that the range touches, beside as many before them.
 *
 * @throws DomainError `not_found` for a customer that this organization does not have.
 */
export async function breakConsumptionDown(
  ctx: Context,
  customerId: CustomerId,
  { by, ...asked }: Range & { readonly by: BreakdownKey },
): Promise<BreakdownView> {
  const customer = await findCustomer(ctx, customerId);
  if (!customer) throw notFound("customer", idText("cus", customerId));
  const zone = customer.timezone;
  const { range } = bucketsOf(asked, "day", zone);
  const [now, before, names] = await Promise.all([
    cellsOf({ customerId, by, zone, range }),
    cellsOf({ customerId, by, zone, range: rangeBefore(range, zone) }),
    featureNames(ctx),
  ]);
  return breakdownView({ by, range, names, ...breakDown(now, before) });
}

type CellsAsked = {
  readonly customerId: CustomerId;
  readonly by: BreakdownKey;
  readonly zone: string;
  readonly range: Range;
};

const VALUE_COLUMNS = { member: "member", property: "split" } as const;

async function cellsOf({ customerId, by, zone, range }: CellsAsked): Promise<readonly Cell[]> {
  const { days } = bucketsOf(range, "day", zone);
  const [rows, byHand] = await Promise.all([
    readSql(
      `SELECT feature_id::text AS feature_id, ${VALUE_COLUMNS[by]} AS value, ${SUMS} FROM usage_day
       WHERE customer_id = $1::uuid AND day >= $2::date AND day < $3::date
       GROUP BY feature_id, ${VALUE_COLUMNS[by]}`,
      [customerId, days.from, days.to],
    ),
    loadHandUses(customerId, range),
  ]);
  return [
    ...rows.map((row) => ({
      featureId: String(row.feature_id),
      value: String(row.value),
      ...sumsOf(row),
    })),
    ...byHand.map(({ featureId, member, credits }) => ({
      ...{ featureId, value: by === "member" ? member : "", ...NO_USE, credits },
    })),
  ];
}
