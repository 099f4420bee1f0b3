import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { retryPassingFaults } from "@/lib/db/retry";
import { rehearse, transact, transactHot } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField, notFound } from "@/lib/errors";
import { idText, type TestClockId } from "@/lib/ids";
import { findAdvance } from "../reads";
import { obstacleTo } from "../rules/advance";
import type { AdvanceInput, AdvanceView } from "../schema";
import {
  type Clock,
  insertAdvance,
  type KnownAdvance,
  loadLastAdvance,
  lockClock,
  type Run,
  releaseRun,
  startRun,
} from "../store/clock";
import type { Due } from "../store/due";
import { type Seen, see, takeStep } from "./take-step";

export type Advanced = { readonly view: AdvanceView; readonly isReplayed: boolean };

/**
 * Moves a clock, and takes its customers through all that falls due on the way: in order of time,
 * each instant in a transaction of its own, by the very functions that jobs run in real time. The
 * clock says each instant as it is booked, so what is cut short is valid where it stands; asking
 * for the same end again goes on from there, and once more answers what happened.
 *
 * @throws DomainError `not_found`; `invalid_state` while somebody advances it, if an earlier way
 *   was not gone to its end, or if it is archived; `validation_error` for going back or too far.
 */
export async function advanceTestClock(
  ctx: Context,
  id: TestClockId,
  { to }: AdvanceInput,
): Promise<Advanced> {
  const claim = await transact(ctx, (tx) => claimRun(tx, ctx, id, to));
  if ("known" in claim) return { view: await findAdvance(ctx, claim.known.id), isReplayed: true };
  const { run } = claim;
  try {
    await walk((seen) =>
      retryPassingFaults(() => transactHot((tx) => takeStep(tx, ctx, run, seen))),
    );
  } catch (fault) {
    // Where the database is away, the run's lease ends by itself.
    await transactHot((tx) => releaseRun(tx, run)).catch(() => undefined);
    throw fault;
  }
  return { view: await findAdvance(ctx, run.advanceId), isReplayed: false };
}

/** What an advance would bring, played to its end and taken back. @throws DomainError as it would. */
export function previewAdvance(
  ctx: Context,
  id: TestClockId,
  { to }: AdvanceInput,
): Promise<AdvanceView> {
  return rehearse(async (tx) => {
    const claim = await claimRun(tx, ctx, id, to);
    if ("known" in claim) return findAdvance(ctx, claim.known.id, tx);
    const { run } = claim;
    await walk((seen) => takeStep(tx, ctx, run, seen));
    return findAdvance(ctx, claim.run.advanceId, tx);
  });
}

/** Step by step, until nothing more is due. */
async function walk(step: (seen: Seen) => Promise<Due | undefined>): Promise<void> {
  const seen: Seen = new Map();
  for (let due = await step(seen); due; due = await step(seen)) see(seen, due);
}

type Claim = { readonly run: Run } | { readonly known: KnownAdvance };

async function claimRun(tx: Tx, ctx: Context, id: TestClockId, to: Date): Promise<Claim> {
  const clock = await lockClock(tx, ctx.organizationId, id);
  if (!clock) throw notFound("test clock", idText("clk", id));
  refuseUnlessFree(clock);
  const last = await loadLastAdvance(tx, id);
  const isKnown = last?.to.getTime() === to.getTime();
  if (last && isKnown && last.isFinished) return { known: last };
  if (last && !last.isFinished && !isKnown) {
    const end = last.to.toISOString();
    throw state("cut_short", `Its way to ${end} was cut short: advance it to there first`);
  }
  const obstacle = obstacleTo(clock.now, to);
  if (obstacle) throw invalidField("to", obstacle);
  if (!isKnown && to.getTime() === clock.now.getTime()) {
    throw invalidField("to", "It says so already");
  }
  const advanceId = last && isKnown ? last.id : await begin(tx, ctx, clock, to);
  return { run: await startRun(tx, { clockId: id, advanceId, to }) };
}

function refuseUnlessFree({ isArchived, isAdvancing }: Clock): void {
  if (isArchived) throw state("archived", "The clock is out of use");
  if (isAdvancing) throw state("advancing", "Somebody advances it at this moment");
}

async function begin(tx: Tx, ctx: Context, clock: Clock, to: Date) {
  await recordAudit(tx, ctx, {
    action: "test_clock.advanced",
    entity: "test_clock",
    entityId: clock.id,
    before: { frozenAt: clock.now },
    after: { name: clock.name, frozenAt: to },
  });
  return insertAdvance(tx, ctx, { clock, to });
}

const state = (name: string, message: string) =>
  new DomainError("invalid_state", message, { entity: "test_clock", state: name });
