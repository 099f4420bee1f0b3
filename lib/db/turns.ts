/**
 * Who comes first goes first, key by key, within a process. The database keeps order only among
 * those who wait on; who gives way after a while and comes again is behind everybody, for as long as
 * others keep coming. What waits here holds neither locks nor a connection.
 */
import { outOfTurn } from "./retry";

/** How long anybody waits here: as long as an answer is waited for anywhere. */
const LONGEST_WAIT_MS = 30_000;

/** Those who came under one key and are not done: the last who goes alone, and who came since. */
type Line = { alone: Promise<void> | undefined; readonly together: Set<Promise<void>> };

export class Turns {
  private readonly lines = new Map<string, Line>();

  constructor(private readonly longestWaitMs = LONGEST_WAIT_MS) {}

  /** Runs once those who came before under this key are done; whoever comes later waits for it. */
  alone<T>(key: string, run: () => Promise<T>): Promise<T> {
    return this.inTurn([key], run, (line, done) => {
      const before = [...(line.alone ? [line.alone] : []), ...line.together];
      line.alone = done;
      line.together.clear();
      return before;
    });
  }

  /** Runs once those who go alone and came before under any of the keys are done, beside the others. */
  together<T>(keys: readonly string[], run: () => Promise<T>): Promise<T> {
    return this.inTurn(keys, run, (line, done) => {
      line.together.add(done);
      return line.alone ? [line.alone] : [];
    });
  }

  private async inTurn<T>(
    keys: readonly string[],
    run: () => Promise<T>,
    stand: (line: Line, done: Promise<void>) => readonly Promise<void>[],
  ): Promise<T> {
    let leave: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const names = new Set(keys);
    const before = [...names].flatMap((key) => stand(this.lineOf(key), done));
    try {
      if (before.length > 0) await this.patiently(Promise.all(before));
      return await run();
    } finally {
      leave();
      for (const key of names) this.leave(key, done);
    }
  }

  private async patiently(turn: Promise<unknown>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(outOfTurn()), this.longestWaitMs);
    });
    await Promise.race([turn, over]).finally(() => clearTimeout(timer));
  }

  private lineOf(key: string): Line {
    const known = this.lines.get(key);
    if (known) return known;
    const line: Line = { alone: undefined, together: new Set() };
    this.lines.set(key, line);
    return line;
  }

  private leave(key: string, done: Promise<void>): void {
    const line = this.lineOf(key);
    line.together.delete(done);
    if (line.alone === done) line.alone = undefined;
    if (line.alone === undefined && line.together.size === 0) this.lines.delete(key);
  }
}
