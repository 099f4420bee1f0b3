/** What a customer used of each feature, by member, value or key: the table under the chart. */
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
import { keyNames } from "./key-names";
import { loadHandUses, SUMS, sumsOf } from "./uses";

/**
 * Over the whole local days that the range touches, beside as many before them.
 *
 * @throws DomainError `not_found` for a customer that this organization does not have.
 */
export async function breakConsumptionDown(
  ctx: Context,
  customerId: CustomerId,
  { by, member = null, ...asked }: BreakdownAsked,
): Promise<BreakdownView> {
  const customer = await findCustomer(ctx, customerId);
  if (!customer) throw notFound("customer", idText("cus", customerId));
  const zone = customer.timezone;
  const { range } = bucketsOf(asked, "day", zone);
  const [now, before, names, keys] = await Promise.all([
    cellsOf({ customerId, by, member, zone, range }),
    cellsOf({ customerId, by, member, zone, range: rangeBefore(range, zone) }),
    featureNames(ctx),
    by === "api_key" ? keyNames(ctx) : null,
  ]);
  return breakdownView({ by, range, names, keys, ...breakDown(now, before) });
}

type BreakdownAsked = Range & {
  readonly by: BreakdownKey;
  /** Null: everybody's. */
  readonly member?: string | null;
};

type CellsAsked = {
  readonly customerId: CustomerId;
  readonly by: BreakdownKey;
  readonly member: string | null;
  readonly zone: string;
  readonly range: Range;
};

const VALUE_COLUMNS = { member: "member", property: "split", api_key: "api_key_id" } as const;

async function cellsOf({
  customerId,
  by,
  member: only,
  zone,
  range,
}: CellsAsked): Promise<readonly Cell[]> {
  const { days } = bucketsOf(range, "day", zone);
  const [rows, byHand] = await Promise.all([
    readSql(
      `SELECT feature_id::text AS feature_id, ${VALUE_COLUMNS[by]}::text AS value, ${SUMS} FROM usage_day
       WHERE customer_id = $1::uuid AND day >= $2::date AND day < $3::date
         AND ($4::text IS NULL OR member = $4::text)
       GROUP BY feature_id, ${VALUE_COLUMNS[by]}`,
      [customerId, days.from, days.to, only],
    ),
    loadHandUses(customerId, range),
  ]);
  return [
    ...rows.map((row) => ({
      featureId: String(row.feature_id),
      value: String(row.value),
      ...sumsOf(row),
    })),
    ...byHand
      .filter(({ member }) => only === null || member === only)
      .map(({ featureId, member, apiKeyId, credits }) => ({
        ...{
          featureId,
          value: { member, property: "", api_key: apiKeyId }[by],
          ...NO_USE,
          credits,
        },
      })),
  ];
}
