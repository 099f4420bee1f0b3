/**
 * Reads that are asked in one turn of the event loop share a connection and are sent together:
 * under load, many callers' short looks cost one write, not one each.
 */
import type { PoolClient } from "pg";
import { hotPool } from "./hot-pool";
import type { Param, Row } from "./tx";
import { send } from "./wire";

/** Answers come in order: more on one connection would wait too long for a slow one before them. */
const MOST_TOGETHER = 32;

class ReadTurn {
  private readonly client: Promise<PoolClient> = hotPool().connect();
  private waiting = 0;
  private isOver = false;
  private asked = 0;

  get isFull(): boolean {
    return this.asked >= MOST_TOGETHER;
  }

  async ask(text: string, params: readonly Param[]): Promise<readonly Row[]> {
    this.asked += 1;
    this.waiting += 1;
    try {
      return (await send(await this.client, text, params)).rows;
    } finally {
      this.waiting -= 1;
      this.giveBack();
    }
  }

  /** Nobody joins it any more. */
  end(): void {
    this.isOver = true;
    this.giveBack();
  }

  private giveBack(): void {
    if (!this.isOver || this.waiting > 0) return;
    // One that was cut is dropped by the pool; without one to be had there is none to give back.
    this.client.then((client) => client.release()).catch(() => undefined);
  }
}

let open: ReadTurn | undefined;

/** One statement outside a transaction. */
export function ask(text: string, params: readonly Param[]): Promise<readonly Row[]> {
  if (open === undefined || open.isFull) {
    open?.end();
    const turn = new ReadTurn();
    open = turn;
    setImmediate(() => {
      if (open !== turn) return;
      open = undefined;
      turn.end();
    });
  }
  return open.ask(text, params);
}
