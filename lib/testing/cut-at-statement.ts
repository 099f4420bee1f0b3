/**
 * Stands between this process and its database, and lets the connection break just before the
 * n-th statement: to the database the process is gone, to the process the database.
 */
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { closeHotPool } from "@/lib/db/hot-pool";
import { closePrisma } from "@/lib/db/prisma";
import { databaseSettings, setDatabase } from "@/lib/db/settings";

const SOCKET = ".s.PGSQL.5432";
/** Of a message from the client: its type and its length, which counts itself. */
const HEAD = 5;
/** Execute, and a query in one message: each runs a statement. */
const RUNNING: ReadonlySet<string> = new Set(["E", "Q"]);
/** As transactions begin and end. */
const PLAIN = "Q";

export type Cutter = {
  /** Breaks every connection before the n-th statement from now on, and lets none be made again. */
  readonly cutAt: (n: number) => void;
  /** Breaks them once, before the n-th begin or commit; whoever tries again gets through. */
  readonly breakAt: (n: number) => void;
  /** Lets all through. @returns whether it had been cut. */
  readonly mend: () => boolean;
  readonly close: () => Promise<void>;
};

/** From here on this process reaches its database through it alone. */
export async function cutAtStatement(): Promise<Cutter> {
  const settings = databaseSettings();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "florin-cut-"));
  const url = new URL(settings.url);
  const upstream = path.join(url.searchParams.get("host") ?? "", SOCKET);
  const point = new CutPoint();
  const pairs: Pairs = new Set();
  const server = net.createServer((client) => {
    if (point.isClosed) refuse(client);
    else relay([client, net.connect(upstream)], pairs, point);
  });
  await new Promise<void>((resolve) => server.listen(path.join(home, SOCKET), resolve));
  url.searchParams.set("host", home);
  await reconnect({ ...settings, url: url.href });
  return {
    cutAt: (n) => point.set(n, true),
    breakAt: (n) => point.set(n, false),
    mend: () => point.mend(),
    close: async () => {
      await reconnect(settings);
      server.close();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Where it is cut, and how. */
class CutPoint {
  private left = Number.POSITIVE_INFINITY;
  private isForGood = true;

  get isClosed(): boolean {
    return this.isForGood && this.left <= 0;
  }

  set(n: number, isForGood: boolean): void {
    [this.left, this.isForGood] = [n, isForGood];
  }

  mend(): boolean {
    const wasCut = this.left <= 0;
    this.left = Number.POSITIVE_INFINITY;
    return wasCut;
  }

  /** What becomes of every connection when a message of this type comes; undefined: it goes on. */
  fateAt(type: string): ((client: net.Socket) => void) | undefined {
    if (!(this.isForGood ? RUNNING.has(type) : type === PLAIN)) return undefined;
    this.left -= 1;
    if (this.isClosed) return refuse;
    return this.left === 0 ? drop : undefined;
  }
}

type Pair = readonly [client: net.Socket, database: net.Socket];
type Pairs = Set<Pair>;

function relay(pair: Pair, pairs: Pairs, point: CutPoint): void {
  const [client, database] = pair;
  pairs.add(pair);
  const sever = () => {
    pairs.delete(pair);
    database.destroy();
    client.destroy();
  };
  const messages = statementsOf();
  client.on("data", (bytes) => {
    for (const { message, type } of messages(bytes)) {
      const fate = point.fateAt(type);
      if (fate) return cutAll(pairs, fate);
      database.write(message);
    }
  });
  database.on("data", (bytes) => client.write(bytes));
  for (const socket of pair) socket.on("close", sever).on("error", sever);
}

async function reconnect(settings: Parameters<typeof setDatabase>[0]): Promise<void> {
  await closeHotPool();
  await closePrisma();
  setDatabase(settings);
}

/** The database is told nothing more. */
function cutAll(pairs: Pairs, tell: (client: net.Socket) => void): void {
  for (const [client, database] of pairs) {
    database.destroy();
    tell(client);
  }
  pairs.clear();
}

/** Broken, as a network breaks: a fault that passes. */
const drop = (client: net.Socket) => void client.destroy();

/** Told that it is over, by a fault that does not pass. */
function refuse(client: net.Socket): void {
  const told = Buffer.from("SFATAL\0VFATAL\0CXX000\0Mthe connection was cut by a test\0\0");
  const head = Buffer.alloc(HEAD);
  head.write("E");
  head.writeInt32BE(told.length + 4, 1);
  client.on("error", () => undefined);
  client.end(Buffer.concat([head, told]));
}

/** Takes a connection's bytes apart into its messages; the first of all has no type. */
function statementsOf() {
  let rest = Buffer.alloc(0);
  let isFirst = true;
  return function* messages(bytes: Buffer) {
    rest = Buffer.concat([rest, bytes]);
    for (let length = lengthOf(rest, isFirst); length > 0; length = lengthOf(rest, isFirst)) {
      const message = rest.subarray(0, length);
      const type = isFirst ? "" : String.fromCharCode(message[0] ?? 0);
      rest = rest.subarray(length);
      isFirst = false;
      yield { message, type };
    }
  };
}

/** Of the first message, if all of it is there; else 0. */
function lengthOf(bytes: Buffer, isFirst: boolean): number {
  const type = isFirst ? 0 : 1;
  if (bytes.length < type + 4) return 0;
  const length = type + bytes.readInt32BE(type);
  return bytes.length < length ? 0 : length;
}
