import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { CustomerId } from "@/lib/ids";
import { findWaiting } from "@/lib/invoicing/store/carried";
import { moneyText, NO_MONEY } from "@/lib/money/money";
import type { WaitingMoneyView } from "../schema/cancel";
import { hasInvoicesToCome } from "../store/cancel-books";

const reader = { sql: readSql };

/** What invoices of a currency owe a customer and no other has taken over; undefined: nothing. */
export async function findWaitingMoney(
  ctx: Context,
  customerId: CustomerId,
  currency: string,
): Promise<WaitingMoneyView | undefined> {
  const waiting = await findWaiting(reader, customerId, currency);
  if (waiting === NO_MONEY) return undefined;
  const isCarriedOn = await hasInvoicesToCome(reader, {
    organizationId: ctx.organizationId,
    customerId,
    currency,
  });
  return { amount: moneyText(waiting), currency, isCarriedOn };
}
