import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { onClock } from "@/lib/customer/reads/clock";
import { notFound } from "@/lib/errors";
import { CustomerId } from "@/lib/ids";
import { parseInput } from "@/lib/transport/problem";
import { consumptionQuery, loadConsumptionParams } from "../search-params";

/**
 * What the page shows under the same address, as the files ask for it.
 *
 * @throws DomainError `not_found`; `validation_error` for what is no customer's id.
 */
export async function exportedQuery(
  ctx: Context,
  { search, params }: { search: URLSearchParams; params: Readonly<Record<string, unknown>> },
) {
  const customerId = parseInput(CustomerId, params.customerId);
  const customer = await findCustomer(ctx, customerId);
  if (!customer) throw notFound("customer", String(params.customerId));
  const { at } = await onClock(ctx, customerId);
  const asked = loadConsumptionParams(search);
  return { customerId, query: consumptionQuery(asked, { at, zone: customer.timezone }).query };
}
