/** How fast something goes when so many callers ask for it one after the other. */
export type Measured = {
  readonly perSecond: number;
  /** Of one call, as its caller waited for it. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly calls: number;
};

/** Lets `callers` loops call `once` until `seconds` have gone by. */
export async function measure(
  { callers, seconds }: { callers: number; seconds: number },
  once: () => Promise<void>,
): Promise<Measured> {
  const waits: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  const loop = async () => {
    for (let before = performance.now(); before < end; ) {
      await once();
      const after = performance.now();
      waits.push(after - before);
      before = after;
    }
  };
  await Promise.all(Array.from({ length: callers }, loop));
  const tookSeconds = (performance.now() - start) / 1000;
  waits.sort((a, b) => a - b);
  return {
    perSecond: waits.length / tookSeconds,
    p50Ms: quantile(waits, 0.5),
    p99Ms: quantile(waits, 0.99),
    calls: waits.length,
  };
}

/** The value below which a share of the sorted values lies; 0 of none. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export const median = (values: readonly number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
