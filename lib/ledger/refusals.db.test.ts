/**
 * Every command and every reason to refuse it: each changes nothing, to the last row of the
 * organization's ledger. Zero and what no schema admits is tried by HTTP (`lib/api/bad-input`).
 */
import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { DEEDS, done, inDays, named, someThings, type Things } from "@/lib/testing/ledger-deeds";
import { dumpLedger } from "@/lib/testing/ledger-dump";
import { REFUSED, tooMuch } from "@/lib/testing/refused-deeds";
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

it.each(REFUSED)("%s is refused: %s", async (_, code, deed) => {
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
  await refuses(then, tooMuch(things, then.ctx, named(things)), "insufficient_credits");
});
