/** Top-ups and payments as tests ask for them, and what they left in the wallet. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { InvoiceId, type WalletId } from "@/lib/ids";
import { listInvoices } from "@/lib/invoicing/reads";
import { InvoiceQuery, PaymentInput, type TopUpFields, TopUpInput } from "@/lib/invoicing/schema";
import { recordPayment } from "@/lib/invoicing/writes/record-payment";
import { topUpWallet } from "@/lib/invoicing/writes/top-up-wallet";
import { aReference } from "./factories";

export const topUp = (ctx: Context, wallet: WalletId, fields: TopUpFields) =>
  topUpWallet(ctx, wallet, TopUpInput.parse(fields));
export const bought = (
  over: Partial<Extract<TopUpFields, { kind: "bought" }>> = {},
): Extract<TopUpFields, { kind: "bought" }> => ({
  ...{ kind: "bought", credits: "1000", reference: aReference() },
  ...over,
});
export const invoiceIdOf = ({ invoice }: { invoice: { id: string } | null }) =>
  InvoiceId.parse(invoice?.id);
export const pay = (ctx: Context, id: InvoiceId, fields: object = {}) =>
  recordPayment(ctx, id, PaymentInput.parse(fields));

export async function pocketOf(wallet: WalletId) {
  const [row] = await readSql(
    `SELECT trim_scale(available)::text AS available, trim_scale(pending)::text AS pending
     FROM wallet WHERE id = $1::uuid`,
    [wallet],
  );
  return row;
}
export const grantsIn = async (wallet: WalletId) => {
  return readSql(
    `SELECT category::text, source, expires_at, cost_total::float8 AS cost, voided::float8 AS voided
     FROM credit_grant WHERE wallet_id = $1::uuid`,
    [wallet],
  );
};
export const invoicesOf = async (ctx: Context) =>
  (await listInvoices(ctx, InvoiceQuery.parse({}))).items;
