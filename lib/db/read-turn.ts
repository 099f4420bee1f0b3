/**
 * Reads that are asked in one turn of the event loop share a connection and are sent together:
 * under load, many callers' short looks cost one write, not one each.
 */
import type { PoolClient } from "pg";
import { type HotKind, hotPool } from "./hot-pool";
import type { Param, Row } from "./tx";
import { send } from "./wire";

/** Answers come in order: more on one connection would wait too long for a slow one before them. */
const MOST_TOGETHER = 32;

class ReadTurn {
  private readonly client: Promise<PoolClient>;
  private waiting = 0;
  private isOver = false;
  private asked = 0;

  constructor(kind: HotKind) {
    this.client = hotPool(kind).connect();
  }

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

const open = new Map<HotKind, ReadTurn>();

/** One statement outside a transaction. */
export function ask(
  kind: HotKind,
  text: string,
  params: readonly Param[],
): Promise<readonly Row[]> {
  const turn = open.get(kind);
  if (turn && !turn.isFull) return turn.ask(text, params);
  turn?.end();
  return begin(kind).ask(text, params);
}

function begin(kind: HotKind): ReadTurn {
  const turn = new ReadTurn(kind);
  open.set(kind, turn);
  setImmediate(() => {
    if (open.get(kind) !== turn) return;
    open.delete(kind);
    turn.end();
  });
  return turn;
}
