import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupCommit } from "./group-commit";

type Flush = (jobs: readonly number[]) => Promise<readonly number[]>;

const doubling = (flush: Flush, over: { lanes?: number; maxBatch?: number } = {}) =>
  groupCommit<number, number>({
    lanes: 1,
    maxBatch: 3,
    mayBeOnes: (fault) => fault !== "down",
    flush,
    ...over,
  });

describe("groupCommit", () => {
  it("answers every job once and in its lane's order, whatever the commits take", async () => {
    const jobs = fc.array(fc.record({ key: fc.constantFrom("a", "b", "c"), job: fc.nat(99) }));
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), jobs, async (scheduler, asked) => {
        const seen: number[] = [];
        const flush = scheduler.scheduleFunction(async (batch: readonly number[]) => {
          seen.push(...batch);
          return batch.map((job) => 2 * job);
        });
        const lanes = doubling(flush, { lanes: 2 });

        const answers = Promise.all(asked.map(({ key, job }) => lanes.enqueue(key, job)));

        expect(await scheduler.waitFor(answers)).toEqual(asked.map(({ job }) => 2 * job));
        expect(seen.toSorted()).toEqual(asked.map(({ job }) => job).toSorted());
      }),
    );
  });

  it("does each job once or fails it, whichever commits fail in between", async () => {
    const job = fc.record({ key: fc.constantFrom("a", "b"), fate: fc.constantFrom(1, 2, 13) });
    const jobs = fc.array(job, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), jobs, fc.nat(4), async (scheduler, asked, outage) => {
        const done: number[] = [];
        let flushes = 0;
        const flush = scheduler.scheduleFunction(async (batch: readonly number[]) => {
          flushes += 1;
          if (flushes === outage) throw "down";
          if (batch.some((index) => asked[index]?.fate === 13)) throw new Error("unlucky");
          done.push(...batch);
          return batch;
        });
        const lanes = doubling(flush, { lanes: 2 });

        const settling = Promise.allSettled(asked.map(({ key }, at) => lanes.enqueue(key, at)));
        const settled = await scheduler.waitFor(settling);

        const answered = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
        expect(done.toSorted((a, b) => a - b)).toEqual(answered);
        const innocent = asked.filter(({ fate }) => fate !== 13).length;
        if (outage === 0) expect(answered).toHaveLength(innocent);
      }),
    );
  });

  it("never commits two batches of a lane at once, nor more than it may", async () => {
    let inFlight = 0;
    const sizes: number[] = [];
    const lanes = doubling(async (batch) => {
      inFlight++;
      expect(inFlight).toBe(1);
      sizes.push(batch.length);
      await Promise.resolve();
      inFlight--;
      return batch;
    });

    await Promise.all(Array.from({ length: 8 }, (_, job) => lanes.enqueue("one", job)));

    expect(sizes).toEqual([3, 3, 2]);
  });

  it("lets only the culprit of a failed batch fail", async () => {
    const lanes = doubling(async (batch) => {
      if (batch.includes(13)) throw new Error("unlucky");
      return batch;
    });

    const settled = await Promise.allSettled([1, 13, 2].map((job) => lanes.enqueue("one", job)));

    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("does not try each alone when none of them is to blame", async () => {
    let flushes = 0;
    const lanes = doubling(async () => {
      flushes++;
      throw "down";
    });

    const settled = await Promise.allSettled([1, 2, 3].map((job) => lanes.enqueue("one", job)));

    expect(settled.every(({ status }) => status === "rejected")).toBe(true);
    expect(flushes).toBe(1);
  });

  it("works on after a failure", async () => {
    const lanes = doubling(async (batch) => {
      if (batch.includes(13)) throw new Error("unlucky");
      return batch;
    });

    await expect(lanes.enqueue("one", 13)).rejects.toThrow("unlucky");
    expect(await lanes.enqueue("one", 5)).toBe(5);
  });
});
