/** Writes down what calls left in memory: the request log, the last use of keys, who was turned away. */
import { flushKeyUses } from "@/lib/api-key/reads";
import { logError } from "@/lib/log";
import { flushRequests } from "@/lib/request-log/writes/note-request";
import { flushStrangers } from "@/lib/stripe/writes/note-stranger";

/** How long a note waits at most, and so how much a killed process loses. */
const NOTES = [
  { flush: flushRequests, everyMs: 1_000 },
  { flush: flushKeyUses, everyMs: 5_000 },
  { flush: flushStrangers, everyMs: 1_000 },
];

/** @returns how to stop it; what waits is written first. */
export function keepNotes(): () => Promise<void> {
  const timers = NOTES.map(({ flush, everyMs }) => {
    let isBusy = false;
    const run = async () => {
      if (isBusy) return;
      isBusy = true;
      await flush().catch(logError);
      isBusy = false;
    };
    return setInterval(() => void run(), everyMs).unref();
  });
  return async () => {
    for (const timer of timers) clearInterval(timer);
    for (const { flush } of NOTES) await flush().catch(logError);
  };
}
