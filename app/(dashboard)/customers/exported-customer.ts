import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { notFound } from "@/lib/errors";
import { CustomerId } from "@/lib/ids";
import { parseInput } from "@/lib/transport/problem";

/**
 * Whose list a file of a customer's page is of.
 *
 * @throws DomainError `not_found`; `validation_error` for what is no customer's id.
 */
export async function exportedCustomer(
  ctx: Context,
  { customerId: named }: Readonly<Record<string, unknown>>,
) {
  const customerId = parseInput(CustomerId, named);
  const customer = await findCustomer(ctx, customerId);
  if (!customer) throw notFound("customer", String(named));
  return { customerId, customer };
}
