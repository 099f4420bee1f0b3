import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { idText, type SubscriptionId } from "@/lib/ids";
import { dueAtOf } from "@/lib/invoicing/rules/billing";
import { findSubscriptionRow } from "./rows";

export type BillingAhead = {
  /** Of the next invoice; null: none is to come. */
  readonly issuedAt: string | null;
  readonly dueAt: string | null;
};

/** When the next invoice would be due with so many net days. @throws DomainError `not_found`. */
export async function foreseeBilling(
  ctx: Context,
  id: SubscriptionId,
  netDays: number,
): Promise<BillingAhead> {
  const subscription = await findSubscriptionRow(ctx, id);
  if (!subscription) throw notFound("subscription", idText("sub", id));
  const { nextInvoiceAt: issuedAt, zone } = subscription;
  const dueAt = issuedAt && dueAtOf(new Date(issuedAt), { netDays, zone }).toISOString();
  return { issuedAt, dueAt };
}
