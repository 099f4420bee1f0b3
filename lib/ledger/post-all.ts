/**
 * Several commands, of several customers, as one: all of them are booked, or none. Each is
 * decided on the books as those before it left them.
 */
import { createHash } from "node:crypto";
import { retryPassingFaults } from "@/lib/db/retry";
import { readSql, transactHot } from "@/lib/db/transact";
import { newId } from "@/lib/ids";
import { contentHash } from "./content";
import { type AskedOne, postEachWithin } from "./post";
import { restAsked } from "./rest-of-credits";
import type { Booked, Outcome } from "./rules/command";
import { Session } from "./session";
import type { Asking } from "./store/asking";
import { findWallets, loadBooks } from "./store/books";
import { findIssued } from "./store/issued";

export type All =
  | { readonly ok: true; readonly booked: readonly Booked[]; readonly fingerprint: string }
  | Unfit;

/** Nothing was changed. */
export type Unfit = {
  readonly ok: false;
  /** What each would have met. */
  readonly outcomes: readonly Outcome[];
  /** By the places of those that lack credits: what there would have been for them. */
  readonly rest: ReadonlyMap<number, Outcome>;
};

export type Terms = {
  /** Of an outcome that booked something: whether it is what all of them together ask for. */
  readonly suffices: (booked: Booked) => boolean;
  /** What was shown before; another outcome is refused. */
  readonly fingerprint?: string | undefined;
};

/** @throws DomainError `unavailable` if a passing fault of the database outlasts the retries. */
export async function postAll(asked: readonly AskedOne[], terms: Terms): Promise<All | Stale> {
  try {
    return await retryPassingFaults(() =>
      transactHot(async (tx) => {
        const all = judged(await postEachWithin(tx, asked), terms);
        if (all.ok) return all;
        if ("stale" in all) throw new RolledBack(all);
        const rest = restAsked(asked, all.outcomes);
        const taken = await postEachWithin(tx, [...rest.values()]);
        throw new RolledBack({ ...all, rest: placed(rest, taken) });
      }),
    );
  } catch (thrown) {
    if (thrown instanceof RolledBack) return thrown.all;
    throw thrown;
  }
}

/** What `postAll` would do now, on books without a lock; changes nothing, and the references stay free. */
export async function previewAll(
  asked: readonly AskedOne[],
  { suffices }: Pick<Terms, "suffices">,
): Promise<All> {
  const askings = asked.map(
    ({ ctx: { organizationId, at }, command }): Asking => ({ organizationId, at, command }),
  );
  const tx = { sql: readSql };
  const books = await loadBooks(tx, await findWallets(tx, askings), askings);
  const issued = await findIssued(tx, askings);
  const session = new Session({ books, known: new Map(), issued, mint: newId });
  const settle = ({ ctx, command }: AskedOne) =>
    session.settle({ ctx, command, hash: contentHash(command, ctx.at) });
  const outcomes = asked.map(settle);
  const all = allOf(outcomes, suffices);
  if (all.ok) return all;
  const rest = restAsked(asked, outcomes);
  return { ...all, rest: placed(rest, [...rest.values()].map(settle)) };
}

const placed = (rest: ReadonlyMap<number, AskedOne>, outcomes: readonly Outcome[]) =>
  new Map([...rest.keys()].flatMap((place, index) => pairOf(place, outcomes[index])));

const pairOf = (place: number, outcome: Outcome | undefined): [number, Outcome][] =>
  outcome === undefined ? [] : [[place, outcome]];

/** All of it would be booked, but not as it was shown. */
export type Stale = {
  readonly ok: false;
  readonly stale: readonly Booked[];
  readonly fingerprint: string;
};

function judged(outcomes: readonly Outcome[], { suffices, fingerprint }: Terms): All | Stale {
  const all = allOf(outcomes, suffices);
  if (!all.ok || fingerprint === undefined || fingerprint === all.fingerprint) return all;
  // A repeat is answered as the first time, whatever has moved since.
  if (all.booked.every(({ isReplayed }) => isReplayed)) return all;
  return { ok: false, stale: all.booked, fingerprint: all.fingerprint };
}

function allOf(outcomes: readonly Outcome[], suffices: Terms["suffices"]): All {
  const booked = outcomes.filter((outcome) => outcome.ok);
  if (booked.length < outcomes.length || !booked.every(suffices)) {
    return { ok: false, outcomes, rest: new Map() };
  }
  return { ok: true, booked, fingerprint: fingerprintOf(booked) };
}

const fingerprintOf = (booked: readonly Booked[]) =>
  createHash("sha256")
    .update(booked.map(({ fingerprint }) => fingerprint).join("|"))
    .digest("hex")
    .slice(0, 32);

/** Carries the answer out of a transaction that must not commit. */
class RolledBack extends Error {
  override readonly name = "RolledBack";
  constructor(readonly all: Unfit | Stale) {
    super("not all of it can be done");
  }
}
