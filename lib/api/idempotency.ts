/** The header `Idempotency-Key` and the body's `idempotency_key` are one thing (API.md §1.6). */
import type { Fault } from "@/lib/transport/fault";

const FIT = /^[\x21-\x7e]{1,255}$/;

/** Puts the header's key where the schema looks for it, and finds two that disagree. */
export function mergeIdempotencyKey(
  body: unknown,
  header: string | undefined,
): { body: unknown; faults: readonly Fault[] } {
  if (header === undefined || !isRecord(body)) return { body, faults: [] };
  const own = body.idempotency_key ?? undefined;
  if (own === undefined) return { body: { ...body, idempotency_key: header }, faults: [] };
  if (own === header) return { body, faults: [] };
  return { body, faults: [fault("The header Idempotency-Key and the body disagree")] };
}

/** What is wrong with the header by itself, wherever it goes. */
export const faultsOfKey = (header: string | undefined): readonly Fault[] =>
  header === undefined || FIT.test(header) ? [] : [fault("1 to 255 visible ASCII characters")];

const fault = (message: string): Fault => ({
  path: ["idempotency_key"],
  code: "invalid_idempotency_key",
  message,
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
