/** Why an answer refused, and which fields it found fault with, for a person. */
import { parseExact } from "./exact-json";

export type FaultSaid = {
  /** Such as `events › item 4 › timestamp`; empty for the input as a whole. */
  readonly field: string;
  readonly said: string;
};

type Words = { readonly said: string; readonly faults: readonly FaultSaid[] };

/** @param answer a problem document as it is kept: of a long list the end may be missing. */
export function wordsOfAnswer(answer: string): Words {
  const document = parseExact(answer);
  const { detail, errors } = isRecord(document) ? document : {};
  return {
    said: typeof detail === "string" ? detail : "The call was refused",
    faults: Array.isArray(errors) ? errors.flatMap(faultSaid) : [],
  };
}

function faultSaid(error: unknown): readonly FaultSaid[] {
  if (typeof error === "string") return [{ field: "", said: error }];
  if (!isRecord(error) || typeof error.detail !== "string") return [];
  return [{ field: fieldOf(String(error.pointer ?? "")), said: error.detail }];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** RFC 6901, with items counted as people count. */
const fieldOf = (pointer: string): string =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step) => (/^\d+$/.test(step) ? `item ${Number(step) + 1}` : step))
    .join(" › ");
