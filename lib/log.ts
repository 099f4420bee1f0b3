/** The process's log: one JSON line an event. Never a secret, never a request's body. */
import pino from "pino";
import { oncePerProcess } from "./runtime";

export const log = () =>
  oncePerProcess("log", () =>
    pino({
      level: process.env.LOG_LEVEL ?? "info",
      redact: ["password", "*.password", "authorization", "*.authorization", "apiKey", "*.apiKey"],
    }),
  );

/** Logs what is not a refusal: a bug, or a fault of the surroundings. */
export function logError(error: unknown, fields: Readonly<Record<string, unknown>> = {}): void {
  log().error({ ...fields, err: error }, error instanceof Error ? error.message : "unknown error");
}
