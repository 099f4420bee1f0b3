import { expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { aContext } from "@/lib/testing/factories";
import { countKinds, randomInTurn } from "@/lib/testing/random-books";
import { post } from "./post";
import { preview } from "./preview";
import { verifyLedger } from "./reads/verify";
import type { Command, Outcome } from "./rules/command";

/** What a person is shown of an outcome, and may hold the ledger to. */
function shownOf(outcome: Outcome) {
  if (!outcome.ok) return { refusal: outcome.refusal };
  const { amount, parts, draws, released, lapsed, invoiced, fingerprint, figures } = outcome;
  const wallets = [...figures].sort((a, b) => (a.walletId < b.walletId ? -1 : 1));
  return { amount, parts, draws, released, lapsed, invoiced, fingerprint, wallets };
}

/** Posts what was previewed, under its fingerprint. */
async function asPreviewed(ctx: Context, command: Command): Promise<Outcome> {
  const shown = await preview(ctx, command);
  const fingerprint = shown.ok ? { fingerprint: shown.fingerprint } : {};
  const done = await post(ctx, { ...command, ...fingerprint });
  expect(shownOf(done), command.kind).toEqual(shownOf(shown));
  return done;
}

it.each([1, 2, 3])(
  "does what its preview showed, after any commands (seed %i)",
  async (seed) => {
    const ctx = await aContext();

    await randomInTurn(ctx, { seed, rounds: 24, ask: asPreviewed });

    expect((await countKinds(ctx)).size).toBeGreaterThan(10);
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  },
  60_000,
);
