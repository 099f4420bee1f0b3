import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { aContext } from "@/lib/testing/factories";
import { tellStory } from "@/lib/testing/wallet-story";
import { type Account, aDebit, anAccount } from "@/lib/testing/wallets";
import { post } from "../post";
import type { GrantView } from "../schema/wallet";
import { type AsOfQuery, findWalletAsOf } from "./as-of";
import { listGrants } from "./grants";
import { findWallet } from "./wallets";

const NOW: AsOfQuery = { asOf: null, knownAt: null, featureId: null };
const at = (asOf: Date, knownAt: Date | null = null): AsOfQuery => ({ ...NOW, asOf, knownAt });

/** What a grant's accounts are. One that nobody has booked has no lasting id, so names stand for them. */
const accountsOf = (grants: readonly GrantView[]) =>
  grants
    .map((grant) => {
      const { name, pending, available, held, consumed, expired, voided, moved } = grant;
      return JSON.stringify({ name, pending, available, held, consumed, expired, voided, moved });
    })
    .sort();

const forwardFigures = (ctx: Context, { walletId }: Account, asOf: Date) =>
  readSql(
    `SELECT coalesce(sum(CASE WHEN to_account = 'AVAILABLE' THEN amount ELSE 0 END
         - CASE WHEN from_account = 'AVAILABLE' THEN amount ELSE 0 END), 0)::numeric(38,9)::text AS available,
       coalesce(sum(CASE WHEN from_account = 'OVERAGE' THEN amount ELSE 0 END
         - CASE WHEN to_account = 'OVERAGE' THEN amount ELSE 0 END), 0)::numeric(38,9)::text AS overage
     FROM ledger_entry WHERE wallet_id = $1::uuid AND organization_id = $2::uuid AND effective_at <= $3::timestamptz`,
    [walletId, ctx.organizationId, asOf],
  );

describe("whatever happened to a wallet", () => {
  it.each([1, 2, 3, 4, 5, 6])(
    "what was seen at each hour is what is told of it later (story %i)",
    async (seed) => {
      const ctx = await aContext();
      const account = await anAccount(ctx, ["20"]);
      const { walletId } = account;
      if (seed % 2) {
        await readSql("UPDATE wallet SET shortage_policy = 'OVERAGE' WHERE id = $1::uuid", [
          walletId,
        ]);
      }
      const seen: { at: Date; figures: unknown; accounts: unknown; past: unknown }[] = [];
      const earlier = (at: Date) => new Date(at.getTime() - 2.75 * 3_600_000);
      const pastOf = async (now: Context, query: AsOfQuery) => {
        const { figures, grants, tiesOut } = await findWalletAsOf(now, walletId, query);
        return { figures, grants: accountsOf(grants), tiesOut };
      };

      const end = await tellStory(ctx, account, {
        hours: 24,
        seed,
        async onHour(now) {
          const live = await findWallet(now, walletId);
          const accounts = accountsOf(await listGrants(now, walletId));
          const past = await pastOf(now, at(earlier(now.at)));
          expect(await pastOf(now, at(earlier(now.at), now.at))).toEqual(past);
          seen.push({ at: now.at, figures: live?.figures, accounts, past });
          const told = await findWalletAsOf(now, walletId, NOW);
          expect(told.figures).toEqual(live?.figures);
          expect(accountsOf(told.grants)).toEqual(accounts);
        },
      });

      for (const hour of seen) {
        const told = await findWalletAsOf(end, walletId, at(hour.at, hour.at));
        expect(told.figures).toEqual(hour.figures);
        expect(accountsOf(told.grants)).toEqual(hour.accounts);
        expect(told.tiesOut).toBe(true);
        // What was known of the past at that hour stands, whatever was told since.
        expect(await pastOf(end, at(earlier(hour.at), hour.at))).toEqual(hour.past);
      }
      // Refused or not, it books what is due, and changes nothing of the past.
      await post(end, aDebit(end, account, "0.000000001"));
      for (const hour of seen) {
        const { figures, tiesOut } = await findWalletAsOf(end, walletId, at(hour.at));
        const [rebuilt] = await forwardFigures(end, account, hour.at);
        expect(tiesOut).toBe(true);
        expect({ available: `${figures.available}`, overage: figures.overage }).toEqual({
          available: trimmed(rebuilt?.available),
          overage: trimmed(rebuilt?.overage),
        });
      }
    },
  );
});

const trimmed = (text: unknown) => String(text).replace(/\.?0+$/, "");
