/** More of something within a period: at once, and in full, whatever is left of the period (SEMANTICS 8.8). */
import type { Charge, PlanVersion, RecurringCharge } from "@/lib/catalog/rules/catalog";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { nanocredits } from "@/lib/money/credits";
import { creditFeesOf, type FeeDraw, scheduleOfFee } from "./credit-fee";
import type { Due } from "./due";
import { counterAfter, occurrenceOf, type Schedule } from "./grant-schedule";
import { type Issue, issueOf } from "./issue";
import { payablePieces } from "./pieces";
import type { GivenGrant } from "./share";
import { feeLines } from "./start";
import { type Anchored, type Course, countedFor, type GrantCounter } from "./subscription";

/** What asks and gives: an add-on, so many of it, or a plan's fee, so many pieces. */
export type Parts = {
  readonly charges: readonly Charge[];
  readonly grants: readonly GivenGrant[];
};
export const NO_PARTS: Parts = { charges: [], grants: [] };

export type More = Due & {
  readonly lines: readonly InvoiceLine[];
  /** With the counters of what is new. */
  readonly course: Course;
};

type Step = { readonly before: Parts; readonly after: Parts };

/** What `after` asks and gives beyond `before`, booked at `at`; before the plan's own start: nothing yet. */
export function moreOf(
  version: Pick<PlanVersion, "currency" | "planName">,
  course: Course,
  { before, after, at }: Step & { readonly at: Date },
): More {
  if (course.periodIndex < 0) {
    return { issues: [], draws: [], lines: [], course: countedLater({ before, after }, course) };
  }
  const beyond = partsBeyond(before, after);
  const known = new Set(schedulesOf(before).map(({ id }) => id));
  const counted = countedFrom(beyond, known, { course, at });
  const nowOf = (id: GrantCounter["planGrantId"]): Now => ({
    ...{ course: counted, at },
    ...(known.has(id) && { extra: String(at.getTime()) }),
  });
  return {
    issues: beyond.grants.flatMap((grant) => issueNow(grant, nowOf(grant.id))),
    draws: creditFeesOf(beyond).flatMap((fee) => drawNow(fee, nowOf(scheduleOfFee(fee).id))),
    lines: feeLines({ ...version, charges: beyond.charges }, course.cadence.length, {
      timing: "ADVANCE",
      period: { start: at, end: course.period.end },
    }),
    course: counted,
  };
}

function partsBeyond(before: Parts, after: Parts): Parts {
  const fees = new Map(before.charges.map((charge) => [charge.id, charge]));
  const given = new Map(before.grants.map(({ id, amount }) => [id, amount]));
  return {
    charges: after.charges.flatMap((charge) =>
      charge.kind === "RECURRING" ? feeBeyond(fees.get(charge.id), charge) : [],
    ),
    grants: after.grants.flatMap((grant) => {
      const amount = nanocredits(grant.amount - (given.get(grant.id) ?? 0n));
      return amount > 0n ? [{ ...grant, amount }] : [];
    }),
  };
}

/** More pieces are told as so many; another price, of a dearer tier, as the difference. */
function feeBeyond(before: Charge | undefined, after: RecurringCharge): readonly RecurringCharge[] {
  const had = before?.kind === "RECURRING" ? before : null;
  const pieces = payablePieces(after);
  const hadPieces = had ? payablePieces(had) : 0;
  if (!had || had.amount === after.amount) {
    const quantity = pieces - hadPieces;
    return quantity > 0 ? [{ ...after, quantity, freeQuantity: 0 }] : [];
  }
  const amount = after.amount * BigInt(pieces) - had.amount * BigInt(hadPieces);
  return amount > 0n ? [{ ...after, amount, quantity: 1, freeQuantity: 0 }] : [];
}

type Counted = Schedule & { readonly id: GrantCounter["planGrantId"] };

const schedulesOf = (parts: Parts): readonly Counted[] => [
  ...parts.grants,
  ...creditFeesOf(parts).map(scheduleOfFee),
];

/** What is new is counted from now on; what was had before goes on counting. */
function countedFrom(
  parts: Parts,
  known: ReadonlySet<GrantCounter["planGrantId"]>,
  { course, at }: { readonly course: Course; readonly at: Date },
): Course {
  const own = new Map(course.grants.map((counter) => [counter.planGrantId, counter]));
  for (const schedule of schedulesOf(parts)) {
    if (known.has(schedule.id)) continue;
    const index = own.get(schedule.id)?.issued ?? 0;
    const anchored: Anchored = { ...course, origin: { at, index } };
    own.set(schedule.id, counterAfter(schedule, anchored, index + 1));
  }
  return { ...course, grants: [...own.values()] };
}

/** In a trial, and before a start: all of it comes with the plan's own first period, or not at all. */
function countedLater({ before, after }: Step, course: Course): Course {
  const own = new Map(course.grants.map((counter) => [counter.planGrantId, counter]));
  for (const { id } of schedulesOf(before)) own.delete(id);
  const gone = schedulesOf(before).map(({ id }) => ({ planGrantId: id, issued: 0, nextAt: null }));
  const coming = schedulesOf(after).map((schedule) => counterAfter(schedule, course, 0));
  for (const counter of [...gone, ...coming]) own.set(counter.planGrantId, counter);
  return { ...course, grants: [...own.values()] };
}

type Now = { readonly course: Course; readonly at: Date; readonly extra?: string };

/** The occurrence that runs: the last that was given. */
function running({ course }: Now, id: GrantCounter["planGrantId"]) {
  const counter = course.grants.find(({ planGrantId }) => planGrantId === id);
  if (!counter || counter.issued === 0) return undefined;
  return { anchored: countedFor(course, counter), index: counter.issued - 1 };
}

function issueNow(grant: GivenGrant, now: Now): readonly Issue[] {
  const found = running(now, grant.id);
  if (!found) return [];
  const whole = { ...grant, isProrated: false };
  return issueOf(whole, inFull(found.anchored), found.index).map((issue) => ({
    ...issue,
    occurrence: { ...issue.occurrence, dueAt: now.at },
    ...(now.extra !== undefined && { extra: now.extra }),
  }));
}

/** More is charged and given in full, be the period one that is cut short. */
const inFull = ({ origin, ...anchored }: Anchored): Anchored => ({
  ...anchored,
  origin: origin ? { at: origin.at, index: origin.index } : null,
});

function drawNow(fee: FeeDraw["fee"], now: Now): readonly FeeDraw[] {
  const schedule = scheduleOfFee(fee);
  const found = running(now, schedule.id);
  const occurrence = found && occurrenceOf(schedule, found.anchored, found.index);
  if (!occurrence) return [];
  const { index, period } = occurrence;
  const amount = nanocredits(fee.amount * BigInt(payablePieces(fee)));
  const named = now.extra !== undefined && { extra: now.extra };
  return [{ fee, index, dueAt: now.at, period, amount, ...named }];
}
