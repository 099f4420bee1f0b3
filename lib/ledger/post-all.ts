/**
 * Several commands, of several customers, as one: all of them are booked, or none. Each is
 * decided on the books as those before it left them.
 */
import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import { retryPassingFaults } from "@/lib/db/retry";
import { readSql, transactHot } from "@/lib/db/transact";
import { newId } from "@/lib/ids";
import { contentHash } from "./content";
import { postEachWithin } from "./post";
import type { Booked, Command, Outcome } from "./rules/command";
import { Session } from "./session";
import type { Asking } from "./store/asking";
import { findWallets, loadBooks } from "./store/books";
import { findIssued } from "./store/issued";

/** A command with who asks, at the time that its customer lives in. */
export type AskedOne = { readonly ctx: Context; readonly command: Command };

export type All =
  | { readonly ok: true; readonly booked: readonly Booked[]; readonly fingerprint: string }
  /** What each would have met; nothing was changed. */
  | { readonly ok: false; readonly outcomes: readonly Outcome[] };

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
        if (!all.ok) throw new RolledBack(all);
        return all;
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
  const outcomes = asked.map(({ ctx, command }) =>
    session.settle({ ctx, command, hash: contentHash(command, ctx.at) }),
  );
  return allOf(outcomes, suffices);
}

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
  if (booked.length < outcomes.length || !booked.every(suffices)) return { ok: false, outcomes };
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
  constructor(readonly all: Exclude<All, { ok: true }> | Stale) {
    super("not all of it can be done");
  }
}
