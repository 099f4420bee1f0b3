"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

/** A page that does not come does not keep anybody waiting for longer. */
const PATIENCE_MS = 15_000;

const Arrival = createContext<() => Promise<void>>(async () => {});

/** Around every page. @param of changes whenever the server gives the page anew. */
export function ArrivalProvider({ of, children }: { of: string; children: ReactNode }) {
  const [waiting] = useState(() => new Map<() => void, string>());
  useEffect(() => {
    for (const [go, since] of waiting) if (since !== of) go();
  }, [of, waiting]);
  const next = useMemo(
    () => () =>
      new Promise<void>((resolve) => {
        const go = () => {
          clearTimeout(timer);
          waiting.delete(go);
          resolve();
        };
        const timer = setTimeout(go, PATIENCE_MS);
        waiting.set(go, of);
      }),
    [of, waiting],
  );
  return <Arrival value={next}>{children}</Arrival>;
}

/**
 * Waits until the page shows what a server action changed, which is a moment after the action has
 * answered: whoever is told earlier and acts at once would lose a menu or a dialog to the rows that
 * are replaced. `const shown = arrival(); const result = await action(…); if (result.ok) await shown;`
 */
export const useArrival = (): (() => Promise<void>) => useContext(Arrival);
