/**
 * Every command and every reason to refuse it: each changes nothing, to the last row of the
 * organization's ledger. Zero and what no schema admits is tried by HTTP (`lib/api/bad-input`).
 */
import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { type FeatureId, type GrantId, newId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference, later } from "@/lib/testing/factories";
import {
  DEEDS,
  type Deed,
  done,
  inDays,
  named,
  someThings,
  type Things,
} from "@/lib/testing/ledger-deeds";
import { dumpLedger } from "@/lib/testing/ledger-dump";
import { perform } from "./perform";
import type { Command } from "./rules/command";

type Kind = Command["kind"];
const KINDS = Object.keys(DEEDS) as Kind[];

type Ground = { readonly ctx: Context; readonly things: Things };

async function aGround(): Promise<Ground> {
  const ctx = await aContext();
  return { ctx, things: await someThings(ctx) };
}

async function refuses({ ctx }: Ground, command: Command, code: string) {
  const before = await dumpLedger(ctx.organizationId);
  await expect(perform(ctx, command)).rejects.toMatchObject({ name: "DomainError", code });
  expect(await dumpLedger(ctx.organizationId)).toEqual(before);
}

let ground: Ground;
let foreign: Ground;
beforeAll(async () => {
  ground = await aGround();
  foreign = await aGround();
});

it("would see a change", async () => {
  const own = await aGround();
  for (const kind of ["freeze", "unfreeze"] as const) {
    const before = await dumpLedger(own.ctx.organizationId);
    await done(own.ctx, DEEDS[kind](own.things, own.ctx, named(own.things)));
    expect(await dumpLedger(own.ctx.organizationId)).not.toEqual(before);
  }
});

/** Kinds that name nothing but their customer. */
const NAMELESS: readonly Kind[] = ["expire"];

describe.each(KINDS.filter((kind) => !NAMELESS.includes(kind)))("%s", (kind) => {
  it("does not find another organization's", async () => {
    const { ctx, things } = ground;
    const theirs = DEEDS[kind](foreign.things, ctx, named(things));
    const before = await dumpLedger(foreign.ctx.organizationId);
    await refuses(ground, theirs, "not_found");
    await refuses(ground, { ...theirs, ...named(foreign.things) }, "not_found");
    expect(await dumpLedger(foreign.ctx.organizationId)).toEqual(before);
  });
});

describe.each(KINDS)("%s", (kind) => {
  it("is not done if it would do something else than was shown", async () => {
    const { ctx, things } = ground;
    const command = DEEDS[kind](things, ctx, named(things));
    await refuses(ground, { ...command, fingerprint: "0".repeat(32) }, "stale_preview");
  });

  it("is not done again with other content under its reference", async () => {
    const own = await aGround();
    const command = DEEDS[kind](own.things, own.ctx, named(own.things));
    await done(own.ctx, command);
    await refuses(own, { ...command, reason: "Something else" }, "idempotency_conflict");
    expect((await done(own.ctx, command)).isReplayed).toBe(true);
  });
});

/** What nothing may do to a frozen wallet; the other commands give, wait, or change its status. */
const LEAVES: readonly Kind[] = [
  ...(["debit", "void", "hold", "capture", "adjust", "transfer_out", "void_wallet"] as const),
  "reset",
];

describe("a frozen wallet", () => {
  let frozen: Ground;
  beforeAll(async () => {
    frozen = await aGround();
    await done(frozen.ctx, DEEDS.freeze(frozen.things, frozen.ctx, named(frozen.things)));
  });

  it.each([...LEAVES, "freeze"] as const)("refuses %s", async (kind) => {
    const { ctx, things } = frozen;
    await refuses(frozen, DEEDS[kind](things, ctx, named(things)), "invalid_state");
  });
});

describe("a closed wallet", () => {
  let closed: Ground;
  beforeAll(async () => {
    closed = await aGround();
    await done(closed.ctx, DEEDS.close(closed.things, closed.ctx, named(closed.things)));
  });

  it.each(KINDS.filter((kind) => kind !== "expire"))("refuses %s", async (kind) => {
    const { ctx, things } = closed;
    const own = { ...things, frozenId: things.walletId };
    await refuses(closed, DEEDS[kind](own, ctx, named(things)), "invalid_state");
  });
});

/** The deed with other words. */
const but =
  (kind: Kind, over: (things: Things, ctx: Context) => object): Deed =>
  (things, ctx, own) =>
    ({ ...DEEDS[kind](things, ctx, own), ...over(things, ctx) }) as Command;
const ofWallet = (amount: string) => () => ({
  parts: [{ eventId: null, at: new Date(0), amount: credits(amount) }],
});
const amount = (text: string) => () => ({ amount: credits(text) });
const termsOf =
  (over: object): Deed =>
  (things, ctx, own) => {
    const command = DEEDS.grant(things, ctx, own) as Extract<Command, { kind: "grant" }>;
    return { ...command, terms: { ...command.terms, ...over } };
  };

const ROWS: readonly (readonly [string, string, Deed])[] = [
  ["a debit of more than there is", "insufficient_credits", but("debit", ofWallet("1000"))],
  [
    "a debit of the customer of more than all wallets have",
    "insufficient_credits",
    but("debit", () => ({ walletId: null, ...ofWallet("1000")() })),
  ],
  [
    "a debit of another unit",
    "insufficient_credits",
    but("debit", () => ({ walletId: null, creditUnit: "tokens" })),
  ],
  [
    "a debit of more than one command moves",
    "insufficient_credits",
    but("debit", () => ({ ...ofWallet("1000000000000000.1")(), onShortage: "OVERAGE" })),
  ],
  ["a grant of nothing", "validation_error", termsOf({ amount: credits("0") })],
  ["a grant that ends before it begins", "validation_error", termsOf({ expiresAt: new Date(0) })],
  ["a payment for what was paid", "invalid_state", but("activate", ({ grantId }) => ({ grantId }))],
  ["a void of more than is left", "validation_error", but("void", amount("10.000000001"))],
  [
    "a void of an ended grant",
    "invalid_state",
    but("void", ({ endedId }) => ({ grantId: endedId })),
  ],
  ["a reversal of more than was taken", "validation_error", but("reverse", amount("30.000000001"))],
  ["a hold of more than there is", "insufficient_credits", but("hold", amount("1000"))],
  ["a hold of nothing", "validation_error", but("hold", amount("0"))],
  [
    "a hold for a feature that nothing pays for",
    "insufficient_credits",
    but("hold", () => ({ creditUnit: "tokens", walletId: null, featureId: newId<FeatureId>() })),
  ],
  [
    "a hold without end",
    "validation_error",
    but("hold", (_, ctx) => ({ expiresAt: inDays(ctx, 31) })),
  ],
  ["a hold that has ended", "validation_error", but("hold", (_, ctx) => ({ expiresAt: ctx.at }))],
  ["a capture of more than there is", "insufficient_credits", but("capture", amount("1000"))],
  ["a capture of nothing", "validation_error", but("capture", amount("0"))],
  ["an adjustment by nothing", "validation_error", but("adjust", amount("0"))],
  [
    "an adjustment down by more than there is",
    "insufficient_credits",
    but("adjust", amount("-1000")),
  ],
  [
    "an adjustment up that has ended",
    "validation_error",
    but("adjust", (_, ctx) => ({ amount: credits("1"), expiresAt: ctx.at })),
  ],
  ["an extension of more than is left", "validation_error", but("extend", amount("10.1"))],
  ["an extension of nothing", "validation_error", but("extend", amount("0"))],
  [
    "an extension to no later end",
    "validation_error",
    but("extend", (_, ctx) => ({ expiresAt: ctx.at })),
  ],
  [
    "an extension of what never ends",
    "validation_error",
    but("extend", ({ grantId }) => ({ grantId })),
  ],
  [
    "an extension of an ended grant",
    "invalid_state",
    but("extend", ({ endedId }) => ({ grantId: endedId })),
  ],
  [
    "an extension of an unpaid grant",
    "invalid_state",
    but("extend", ({ unpaidId }) => ({ grantId: unpaidId })),
  ],
  ["a transfer of more than is available", "validation_error", but("transfer_out", amount("50.1"))],
  ["a transfer of nothing", "validation_error", but("transfer_out", amount("0"))],
  [
    "a transfer to the wallet it comes from",
    "validation_error",
    but("transfer_out", ({ walletId }) => ({ toWalletId: walletId })),
  ],
  [
    "a transfer of an ended grant",
    "invalid_state",
    but("transfer_out", ({ endedId }) => ({ grantId: endedId })),
  ],
  [
    "a void of more than the wallet has",
    "insufficient_credits",
    but("void_wallet", amount("1000")),
  ],
  ["a void of nothing", "validation_error", but("void_wallet", amount("0"))],
  [
    "a refill that ends before it begins",
    "validation_error",
    but("start_refill", (_, ctx) => ({ endsAt: ctx.at })),
  ],
  [
    "thawing what is not frozen",
    "invalid_state",
    but("unfreeze", ({ walletId }) => ({ walletId })),
  ],
  [
    "freezing what is frozen",
    "invalid_state",
    but("freeze", ({ frozenId }) => ({ walletId: frozenId })),
  ],
  ["an unknown grant", "not_found", but("void", () => ({ grantId: newId<GrantId>() }))],
];

it.each(ROWS)("%s is refused: %s", async (_, code, deed) => {
  const { ctx, things } = ground;
  await refuses(ground, deed(things, ctx, { ...named(things), reference: aReference() }), code);
});

it("refuses what was done already: a hold twice ended, a refill twice stopped, a use twice given back", async () => {
  const own = await aGround();
  const { ctx, things } = own;
  for (const kind of ["release", "stop_refill", "reverse", "activate"] as const) {
    await done(ctx, DEEDS[kind](things, ctx, named(things)));
    await refuses(own, DEEDS[kind](things, ctx, named(things)), "invalid_state");
  }
  await refuses(own, DEEDS.capture(things, ctx, named(things)), "invalid_state");
});

it("books nothing of what was due before a command that is refused", async () => {
  const { ctx, things } = ground;
  const then = { ctx: later(ctx, inDays(ctx, 25)), things };
  await refuses(
    then,
    but("debit", ofWallet("1000"))(things, then.ctx, named(things)),
    "insufficient_credits",
  );
});
