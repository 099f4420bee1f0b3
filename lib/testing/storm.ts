/**
 * A process of its own whose callers ask the ledger for anything, driven by `letStormsRage`. All
 * callers ask at once, each one thing after the other, now and then for something again. In the
 * end each accepted command is asked for once more.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "@/lib/context";
import { setDatabase } from "@/lib/db/settings";
import { isDomainError } from "@/lib/errors";
import type { GrantId } from "@/lib/ids";
import type { Past } from "./random-commands";
import { aRandomDeed, type Deed, deedOf, dice, type Told } from "./storm-deeds";
import { type Account, aDebit } from "./wallets";

export type StormTask = {
  readonly databaseUrl: string;
  readonly ctx: Omit<Context, "at"> & { readonly at: string };
  readonly accounts: readonly Account[];
  readonly grants: readonly { readonly account: Account; readonly grantId: GrantId }[];
  /** Debits that callers of every process ask for, under these references. */
  readonly shared: readonly string[];
  readonly callers: number;
  readonly deeds: number;
};

export type StormReport = {
  readonly told: readonly Told[];
  /** What no caller may ever hear, in words. */
  readonly wrong: readonly string[];
  /** Answers that asked to come again. */
  readonly putOff: number;
  readonly fault: string | null;
};

/** What a deed takes of the time that the callers live in. */
const STEP_MS = 10 * 60_000;

class Storm {
  readonly told: Told[] = [];
  readonly wrong: string[] = [];
  putOff = 0;
  private readonly past: Past;
  private readonly start: Context;

  constructor(private readonly task: StormTask) {
    this.start = { ...task.ctx, at: new Date(task.ctx.at) };
    this.past = { accounts: task.accounts, done: [], given: [...task.grants], held: [] };
  }

  async rage(): Promise<void> {
    await Promise.all(Array.from({ length: this.task.callers }, () => this.call()));
  }

  private async call(): Promise<void> {
    const accepted: (readonly [Deed, readonly Told[]])[] = [];
    const asked: Deed[] = [];
    for (let count = 0; count < this.task.deeds; count++) {
      const ctx = this.at(count);
      const deed = await this.next(ctx, asked);
      asked.push(deed);
      const told = await this.ask(ctx, deed);
      const before = accepted.find(([{ references }]) => references[0] === deed.references[0]);
      if (before) this.compare(before[1], told);
      else if (told.every(({ code }) => code === null)) accepted.push([deed, told]);
    }
    const end = this.at(this.task.deeds);
    for (const [deed, told] of accepted) this.compare(told, await this.ask(end, deed));
  }

  /** Callers' clocks differ a little, and some run behind what is booked. */
  private at(count: number): Context {
    const skew = dice(2 * STEP_MS);
    return { ...this.start, at: new Date(this.start.at.getTime() + count * STEP_MS + skew) };
  }

  private async next(ctx: Context, asked: readonly Deed[]): Promise<Deed> {
    const known = asked[dice(asked.length)];
    if (known && dice(8) === 0) return known;
    const index = dice(this.task.shared.length * 10);
    const reference = this.task.shared[index];
    if (reference === undefined) return stubbornly(() => aRandomDeed(ctx, this.past));
    const account = this.task.accounts[index % this.task.accounts.length] as Account;
    return deedOf(aDebit(ctx, account, "1", { reference }), this.past, account);
  }

  private async ask(ctx: Context, deed: Deed): Promise<readonly Told[]> {
    const told = await stubbornly(
      () => deed.ask(ctx),
      () => {
        this.putOff += 1;
      },
    );
    this.told.push(...told);
    return told;
  }

  private compare(first: readonly Told[], again: readonly Told[]): void {
    for (const [index, before] of first.entries()) {
      const now = again[index];
      const isSame =
        now?.isReplayed && now.transactionId === before.transactionId && now.words === before.words;
      if (!isSame) this.wrong.push(`${JSON.stringify(before)} came back as ${JSON.stringify(now)}`);
    }
  }
}

async function stubbornly<T>(ask: () => Promise<T>, putOff: () => void = () => undefined) {
  for (;;) {
    try {
      return await ask();
    } catch (fault) {
      if (!isDomainError(fault) || fault.code !== "unavailable") throw fault;
      putOff();
      await sleep(20);
    }
  }
}

process.on("message", async (task: StormTask) => {
  setDatabase({ url: task.databaseUrl, hotConnections: 4, coldConnections: 1 });
  const storm = new Storm(task);
  const fault = await storm.rage().then(
    () => null,
    (thrown) => String(thrown?.stack ?? thrown),
  );
  const { told, wrong, putOff } = storm;
  const report: StormReport = { told, wrong, putOff, fault };
  process.send?.(report, () => process.exit());
});
