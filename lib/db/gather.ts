/**
 * What many callers ask in one turn of the event loop, loaded together: under load a statement
 * for thirty costs little more than a statement for one, here as in PostgreSQL.
 */

/** More would make the first wait for the answers of the last. */
const MOST_TOGETHER = 64;

type Waiting<Asked, Found> = {
  readonly asked: Asked;
  readonly resolve: (found: Found) => void;
  readonly reject: (fault: unknown) => void;
};

/**
 * One question at a time over a `load` that answers many, each at the place of its question.
 *
 * Nothing is sent before the turn is over: no answer is older than its question.
 */
export function gathering<Asked, Found>(
  load: (asked: readonly Asked[]) => Promise<readonly Found[]>,
): (asked: Asked) => Promise<Found> {
  let open: Waiting<Asked, Found>[] = [];
  const begin = () => {
    const waiting: Waiting<Asked, Found>[] = [];
    open = waiting;
    setImmediate(() => {
      if (open === waiting) open = [];
      void answer(waiting, load);
    });
  };
  return (asked) =>
    new Promise((resolve, reject) => {
      if (open.length === 0 || open.length >= MOST_TOGETHER) begin();
      open.push({ asked, resolve, reject });
    });
}

async function answer<Asked, Found>(
  waiting: readonly Waiting<Asked, Found>[],
  load: (asked: readonly Asked[]) => Promise<readonly Found[]>,
): Promise<void> {
  try {
    const found = await load(waiting.map(({ asked }) => asked));
    // Each has its answer, or `load` broke its word.
    for (const [place, { resolve }] of waiting.entries()) resolve(found[place] as Found);
  } catch (fault) {
    for (const { reject } of waiting) reject(fault);
  }
}
