import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { aContext } from "@/lib/testing/factories";
import { aPlan } from "@/lib/testing/usage";
import { isPassingFault } from "./retry";
import { readSql, transact, transactHot } from "./transact";
import type { Tx } from "./tx";

const rename = (tx: Tx, { organizationId }: Context, name: string) =>
  tx.sql("UPDATE organization SET name = $2::text WHERE id = $1::uuid", [organizationId, name]);
const nameOf = async ({ organizationId }: Context) => {
  const sql = "SELECT name FROM organization WHERE id = $1::uuid";
  return (await readSql(sql, [organizationId]))[0]?.name;
};

/** Ends the transaction's session from outside, as an administrator or a crash would. */
async function cutSession(tx: Tx): Promise<void> {
  const [row] = await tx.sql("SELECT pg_backend_pid() AS pid");
  await readSql("SELECT pg_terminate_backend($1::int, 5000)", [Number(row?.pid)]);
}

/** Lets two meet: each waits until the other is here, once. */
function meeting() {
  let arrive: () => void = () => undefined;
  const both = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let present = 0;
  return async () => {
    present += 1;
    if (present === 2) arrive();
    await both;
  };
}

describe("transact", () => {
  it("sends one statement at a time where many parts are asked for, as a connection takes them", async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error) => warnings.push(warning);
    // Told once a process, so whoever asks first tells it: making the plan does.
    process.on("warning", listen);
    const ctx = await aContext();
    await aPlan(ctx);

    const [version] = await transact(ctx, ({ prisma }) =>
      prisma.planVersion.findMany({
        where: { organizationId: ctx.organizationId },
        include: { charges: true, grants: true, entitlements: true },
      }),
    );

    await nextTurn();
    process.off("warning", listen);
    expect(version).toMatchObject({ charges: [{}], grants: [], entitlements: [] });
    expect(warnings).toEqual([]);
  });

  it("does both of two writes that lock each other out", async () => {
    const [a, b] = [await aContext(), await aContext()];
    const met = meeting();
    let tries = 0;
    const renameBoth = (first: Context, second: Context, name: string) =>
      transact(first, async (tx) => {
        tries += 1;
        await rename(tx, first, name);
        await met();
        await rename(tx, second, name);
      });

    await Promise.all([renameBoth(a, b, "one"), renameBoth(b, a, "other")]);

    expect(tries).toBe(3);
    expect(await nameOf(a)).toBe(await nameOf(b));
  });

  it("does a write again whose session was cut before its commit", async () => {
    const ctx = await aContext();
    let tries = 0;

    await transact(ctx, async (tx) => {
      tries += 1;
      await rename(tx, ctx, `try ${tries}`);
      if (tries === 1) await cutSession(tx);
      await tx.sql("SELECT 1");
    });

    expect(await nameOf(ctx)).toBe("try 2");
  });

  it("does nothing again of which it does not know whether it was kept", async () => {
    const ctx = await aContext();
    let tries = 0;

    const cutAtCommit = transact(ctx, async (tx) => {
      tries += 1;
      await rename(tx, ctx, "kept?");
      await cutSession(tx);
    });

    await expect(cutAtCommit).rejects.toMatchObject({ code: "unavailable" });
    expect(tries).toBe(1);
    expect(await nameOf(ctx)).not.toBe("kept?");
  });
});

describe("transactHot", () => {
  it("outlives a session that is cut between two statements", async () => {
    const ctx = await aContext();

    const cut = transactHot(async (tx) => {
      await rename(tx, ctx, "lost");
      await cutSession(tx);
      await tx.sql("SELECT 1");
    });

    await expect(cut).rejects.toSatisfy(isPassingFault);
    expect(await nameOf(ctx)).not.toBe("lost");
    expect(await transactHot((tx) => tx.sql("SELECT 1 AS one"))).toEqual([{ one: 1 }]);
  });
});

describe("readSql", () => {
  it("asks again when its session was cut under it", async () => {
    const asked = readSql("SELECT 1 AS one FROM pg_sleep(0.5)");
    // What is asked in the same turn would wait for its answer, on its connection.
    await nextTurn();

    await cutSleeper();

    expect(await asked).toEqual([{ one: 1 }]);
  });
});

/** Cuts the session that sleeps, as soon as there is one. */
async function cutSleeper(): Promise<void> {
  const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event = 'PgSleep'`;
  while ((await readSql(cut)).length === 0);
}
