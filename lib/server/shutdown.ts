/** Ends the process in order: what was started last is stopped first, each with its share of time. */
import { logError } from "@/lib/log";

export type Stop = () => Promise<void>;

const PATIENCE_MS = 25_000;

export class Shutdown {
  private readonly stops: { name: string; stop: Stop }[] = [];
  private ended: Promise<void> | undefined;

  /** Adds what must be stopped; it will be stopped before all that was added earlier. */
  add(name: string, stop: Stop): void {
    this.stops.push({ name, stop });
  }

  /** Stops everything, once. One that fails is logged and keeps no other from stopping. */
  run(): Promise<void> {
    this.ended ??= this.stopAll();
    return this.ended;
  }

  private async stopAll(): Promise<void> {
    for (const { name, stop } of this.stops.splice(0).toReversed()) {
      try {
        await stop();
      } catch (error) {
        logError(error, { stopping: name });
      }
    }
  }

  /**
   * Ctrl-C and SIGTERM stop in order; a second signal, or too long a wait, ends at once. So does
   * a fault that nobody caught, after which the process cannot be trusted.
   */
  listen(): void {
    let signals = 0;
    const end = (exitCode: number) => {
      signals += 1;
      if (signals > 1) process.exit(1);
      setTimeout(() => process.exit(1), PATIENCE_MS).unref();
      void this.run().then(() => process.exit(exitCode));
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end(0));
    process.on("uncaughtException", (error) => {
      logError(error, { uncaught: true });
      end(1);
    });
    // A promise that nobody waited for: what it did is in the database or is not.
    process.on("unhandledRejection", (reason) => logError(reason, { unhandled: true }));
  }
}
