/** A batch in memory: commands decided one after the other on the books as the earlier ones left them. */
import type { Context } from "@/lib/context";
import { fingerprintOf, isSameContent } from "./content";
import { type Answer, apply, applyDue, type LedgerTransaction, type Stamp } from "./rules/apply";
import { type Books, instantOf } from "./rules/books";
import type { Booked, Command, ExpireCommand, Outcome } from "./rules/command";
import { booksKey } from "./store/asking";
import type { LoadedBooks } from "./store/books";
import { sourceKey } from "./store/issued";
import { type Known, keyOf } from "./store/known";
import { toOutcome } from "./store/outcome";
import { DUE_HASH, type Writing } from "./store/writing";

export type SessionJob = {
  readonly ctx: Context;
  readonly command: Command;
  /** What it asks, as `contentHash` tells it. */
  readonly hash: string;
};

type Ground = {
  readonly books: LoadedBooks;
  /** What stands already under the references asked for. */
  readonly known: ReadonlyMap<string, Known>;
  /** The sources of grants asked for that were issued already. */
  readonly issued: ReadonlySet<string>;
  readonly mint: Stamp["mint"];
};

export class Session {
  readonly writings: Writing[] = [];
  /** As the commands so far left them. */
  readonly books: Map<string, Books>;
  private readonly known: Map<string, Known>;
  private readonly issued: Set<string>;
  private readonly mint: Stamp["mint"];

  constructor(private readonly ground: Ground) {
    this.books = new Map(ground.books);
    this.known = new Map(ground.known);
    this.issued = new Set(ground.issued);
    this.mint = ground.mint;
  }

  /** Decides one command; what it books is kept for the write. */
  settle(job: SessionJob): Outcome {
    const { ctx, command, hash } = job;
    const key = keyOf(ctx, command.reference);
    const before = this.known.get(key);
    if (before) return replay(before, job);

    const source = sourceKey({ organizationId: ctx.organizationId, command });
    if (source !== undefined && this.issued.has(source)) return conflict(command);

    const owner = booksKey({ organizationId: ctx.organizationId, command });
    const books = this.books.get(owner);
    if (!books) throw new RangeError(`no books were loaded for ${owner}`);
    const applied = apply(books, command, { askedAt: ctx.at, ...this.stampOf(ctx) });
    if (!applied.answer.ok) return applied.answer;
    const outcome = booked(applied.answer, false);
    if (command.fingerprint !== undefined && command.fingerprint !== outcome.fingerprint) {
      return { ok: false, refusal: { code: "stale_preview", preview: outcome } };
    }

    this.books.set(owner, applied.books);
    this.known.set(key, { contentHash: hash, answer: applied.answer });
    if (source !== undefined) this.issued.add(source);
    this.keep(job, applied.booked, applied.answer);
    return outcome;
  }

  /** Books what time alone has done to a customer's wallets. */
  bookDue(ctx: Context, command: ExpireCommand): void {
    const owner = booksKey({ organizationId: ctx.organizationId, command });
    const books = this.books.get(owner);
    const due = books && applyDue(books, instantOf(books, ctx.at), this.stampOf(ctx));
    if (!due) return;
    this.books.set(owner, due.books);
    const { transaction } = due;
    this.writings.push({ ctx, command, transaction, contentHash: DUE_HASH, outcome: null });
  }

  private stampOf({ recordedAt }: Context) {
    return { mint: this.mint, ...(recordedAt && { recordedAt }) };
  }

  private keep(job: SessionJob, booked: readonly LedgerTransaction[], answer: Answer): void {
    const { ctx, command, hash } = job;
    for (const transaction of booked) {
      const isDue = transaction.kind === "due";
      const outcome = isDue ? null : toOutcome(answer, command.metadata, transaction.memberWindow);
      const contentHash = isDue ? DUE_HASH : hash;
      this.writings.push({ ctx, command, transaction, contentHash, outcome });
    }
  }

  /** The books that are not as they were. */
  changedBooks(): readonly Books[] {
    return [...this.books].flatMap(([key, books]) =>
      this.ground.books.get(key) === books ? [] : [books],
    );
  }
}

const replay = ({ contentHash, answer }: Known, { command, hash }: SessionJob): Outcome =>
  isSameContent(contentHash, hash) ? booked(answer, true) : conflict(command);

const conflict = ({ reference }: Command): Outcome => ({
  ok: false,
  refusal: { code: "idempotency_conflict", reference },
});

export const booked = (answer: Answer, isReplayed: boolean): Booked => ({
  isReplayed,
  // Named when asked for: most outcomes are never shown to a person.
  get fingerprint() {
    return fingerprintOf(answer);
  },
  ...answer,
});
