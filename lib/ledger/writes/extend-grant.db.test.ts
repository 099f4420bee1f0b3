import { afterEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { type GrantId, newId } from "@/lib/ids";
import { countAll } from "@/lib/testing/api-refusal";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { keepsAll, rolling } from "@/lib/testing/lives";
import { extendInput, figuresOf, grantStands, grt } from "@/lib/testing/moves";
import {
  APRIL,
  auditOf,
  MAY,
  refuses,
  type Spender,
  aSpender as spender,
  why,
} from "@/lib/testing/spenders";
import { aDebit } from "@/lib/testing/wallets";
import { post } from "../post";
import { findGrant, listGrants } from "../reads/grants";
import { verifyLedger } from "../reads/verify";
import { closeWallet } from "./close-wallet";
import { extendGrant, previewExtendGrant } from "./extend-grant";
import { reverseTransaction } from "./reverse-transaction";
import { voidGrant } from "./void-grant";

const at = (ctx: Context, instant: string) => later(ctx, instant);

let seen: Context | undefined;
afterEach(async () => {
  if (seen) expect((await verifyLedger(seen.organizationId)).differences).toEqual([]);
});

async function aSpender(...terms: Parameters<typeof spender>) {
  const made = await spender(...terms);
  seen = made.ctx;
  return made;
}

describe("extendGrant", () => {
  const extend = (ctx: Context, id: GrantId, input: ReturnType<typeof extendInput>) => [
    () => extendGrant(ctx, id, input),
    () => previewExtendGrant(ctx, id, input),
  ];

  it("does what its preview showed, once for a double click, with an audit record", async () => {
    const { ctx, account, grantId } = await aSpender();
    const input = extendInput(MAY, { amount: "20" });
    const before = await countAll();
    const { fingerprint, changes } = await previewExtendGrant(ctx, grantId, input);
    expect(await countAll()).toEqual(before);
    expect(changes?.grants).toMatchObject([
      { moves: [{ to: "moved", amount: "20" }], availableAfter: "50", isNew: false },
      { availableAfter: "20", isNew: true, expiresAt: MAY },
    ]);

    const asked = { ...input, fingerprint };
    const [first, second] = await Promise.all([
      extendGrant(ctx, grantId, asked),
      extendGrant(ctx, grantId, asked),
    ]);
    expect(second).toEqual({ ...first, isReplayed: !first.isReplayed });
    expect(await findGrant(ctx, grt(first.grantId))).toMatchObject({
      ...{ source: "extension", expiresAt: MAY, available: "20" },
      parentGrantId: (await findGrant(ctx, grantId)).id,
    });
    expect(await grantStands(ctx, grantId)).toEqual({
      ...{ available: "50", consumed: "30" },
      moved: "20",
    });
    expect(await auditOf(ctx, first)).toEqual({
      ...{ action: "grant.extended", reason: "Ticket 4711", amount: "20" },
    });
    expect((await figuresOf(at(ctx, APRIL), account))?.available).toBe("20");
    expect((await figuresOf(at(ctx, MAY), account))?.available).toBe("0");
  });

  it("leaves usable what a reversal brings back to the old grant, until its end", async () => {
    const { ctx, account, grantId, spent } = await aSpender();
    await extendGrant(ctx, grantId, extendInput(MAY));

    const reason = { reason: "Undone", reference: aReference() };
    await reverseTransaction(ctx, spent, { amount: null, restoreDays: null, ...reason });

    expect(await grantStands(ctx, grantId)).toEqual({ available: "30", moved: "70" });
    expect((await figuresOf(ctx, account))?.available).toBe("100");
    expect((await figuresOf(at(ctx, APRIL), account))?.available).toBe("70");
  });

  it("loses to a debit, or wins over it, but never both", async () => {
    const { ctx, account, grantId } = await aSpender();
    const debits = Array.from({ length: 8 }, () => post(ctx, aDebit(ctx, account, "10")));
    const extended = extendGrant(ctx, grantId, extendInput(null, { amount: "35" }));
    const [outcome] = await Promise.allSettled([extended, ...debits]);

    const { available } = (await figuresOf(ctx, account)) ?? {};
    expect(available).toBe("0");
    const moved = (await grantStands(ctx, grantId)).moved;
    expect(moved).toBe(outcome?.status === "fulfilled" ? "35" : undefined);
  });

  it("refuses a stale preview and another request under the same name", async () => {
    const { ctx, account, grantId } = await aSpender();
    const input = extendInput(MAY);
    const { fingerprint } = await previewExtendGrant(ctx, grantId, input);
    await post(ctx, aDebit(ctx, account, "1"));
    const stale = { ...input, fingerprint };
    await refuses([() => extendGrant(ctx, grantId, stale)], { code: "stale_preview" });

    await extendGrant(ctx, grantId, input);
    const other = extendInput(MAY, { amount: "1", reference: input.reference });
    await refuses([() => extendGrant(ctx, grantId, other)], { code: "idempotency_conflict" });
  });

  it.each<[string, object, (spender: Spender) => Promise<readonly (() => Promise<unknown>)[]>]>([
    [
      "another organization's grant",
      { code: "not_found" },
      async ({ grantId }) => extend(await aContext(), grantId, extendInput(MAY)),
    ],
    [
      "a grant that is not there",
      { code: "not_found" },
      async ({ ctx }) => extend(ctx, newId<GrantId>(), extendInput(MAY)),
    ],
    [
      "a grant that has ended",
      { code: "invalid_state", details: { state: "expired" } },
      async ({ ctx, grantId }) => extend(at(ctx, APRIL), grantId, extendInput(MAY)),
    ],
    [
      "a grant that was voided",
      { code: "invalid_state", details: { state: "voided" } },
      async ({ ctx, grantId }) => {
        await voidGrant(ctx, grantId, { ...why(), amount: null });
        return extend(ctx, grantId, extendInput(MAY));
      },
    ],
    [
      "a grant that is used up",
      { code: "invalid_state", details: { state: "used_up" } },
      async ({ ctx, account, grantId }) => {
        await post(ctx, aDebit(ctx, account, "70"));
        return extend(ctx, grantId, extendInput(MAY));
      },
    ],
    [
      "an end that is no later",
      { code: "validation_error", details: { fields: { expiresAt: [expect.any(String)] } } },
      async ({ ctx, grantId }) => extend(ctx, grantId, extendInput(APRIL)),
    ],
    [
      "more than is unspent",
      { code: "validation_error", details: { fields: { amount: [expect.any(String)] } } },
      async ({ ctx, grantId }) => extend(ctx, grantId, extendInput(MAY, { amount: "70.5" })),
    ],
    [
      "a closed wallet",
      { code: "invalid_state", details: { state: "CLOSED" } },
      async ({ ctx, account, grantId }) => {
        await closeWallet(ctx, account.walletId, why());
        return extend(ctx, grantId, extendInput(MAY));
      },
    ],
  ])("refuses %s, and changes nothing", async (_, error, acts) => {
    await refuses(await acts(await aSpender()), error);
  });
});

describe("a one-off grant that rolls a fraction at its end", () => {
  it("is exact at read time, and booked with what comes next", async () => {
    const life = rolling(keepsAll, { expiresAt: new Date(MAY), seriesId: null });
    const { ctx, account, grantId } = await aSpender({ life });

    expect((await figuresOf(at(ctx, APRIL), account))?.available).toBe("70");
    expect(await grantStands(at(ctx, APRIL), grantId)).toEqual({ consumed: "30", moved: "70" });
    await post(at(ctx, APRIL), aDebit(at(ctx, APRIL), account, "20"));

    const rolled = (await listGrants(at(ctx, APRIL), account.walletId)).find(
      ({ source }) => source === "rollover",
    );
    expect(rolled).toMatchObject({ available: "50", effectiveAt: APRIL, expiresAt: MAY });
    expect((await figuresOf(at(ctx, MAY), account))?.available).toBe("0");
  });
});
