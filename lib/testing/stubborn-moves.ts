/** What stubborn callers do with holds and grants: whole stories, each command asked until it is answered. */
import { setTimeout as sleep } from "node:timers/promises";
import { readSql } from "@/lib/db/transact";
import { type GrantId, idText, type WalletId } from "@/lib/ids";
import type { StubbornClient } from "./stubborn-client";

/** Each of these makes a grant: not more of them than a wallet has in life. */
const PAUSE_MS = 100;
const reason = "Kill test";

/** A hold of three, captured in parts and beyond what it keeps, or given back. */
export async function holdAndEnd(client: StubbornClient, walletId: WalletId): Promise<void> {
  const asked = { wallet_id: idText("wal", walletId), credits: "3" };
  const hold = await client.command("/v1/holds", asked);
  if (hold === undefined) return;
  const capture = (credits: string | null, final: boolean) =>
    client.command(`/v1/holds/${hold.id}/capture`, { credits, final });
  switch (Math.floor(Math.random() * 4)) {
    case 0:
      return void (await client.command(`/v1/holds/${hold.id}/release`, {}));
    case 1:
      return void (await capture("3.5", true));
    case 2:
      return void (await capture(null, true));
    default:
      await capture("1.25", false);
      await capture("0.5", true);
  }
}

type Way = { readonly grantId: GrantId; readonly walletId: WalletId };

/** Half a credit, to another customer. */
export async function transferSome(client: StubbornClient, { grantId, walletId }: Way) {
  const asked = { wallet_id: idText("wal", walletId), amount: "0.5", reason };
  await client.command(`/v1/credit-grants/${idText("grt", grantId)}/transfer`, asked);
  await sleep(PAUSE_MS);
}

/** A quarter of a credit lives on. */
export async function extendSome(client: StubbornClient, { grantId }: Pick<Way, "grantId">) {
  const asked = { expires_at: "2099-01-01T00:00:00Z", amount: "0.25", reason };
  await client.command(`/v1/credit-grants/${idText("grt", grantId)}/extend`, asked);
  await sleep(PAUSE_MS);
}

/** How many of a customer's ledger are of each of these kinds. */
export async function kindsAmong(references: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await readSql(
    "SELECT DISTINCT kind FROM ledger_transaction WHERE reference = ANY($1::text[])",
    [[...references]],
  );
  return new Set(rows.map(({ kind }) => String(kind)));
}
