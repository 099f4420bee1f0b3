import type { FieldChange } from "../rules/field-changes";

/** Things of the catalogue whose past can be read. */
export type ThingKind = "plan" | "feature" | "pack" | "product";

/** What somebody did to a thing: who, when, what, and which of its fields it changed. */
export type HistoryItem = {
  readonly id: string;
  /** ISO; of the last of them, where several count as one. */
  readonly at: string;
  readonly actor: string;
  /** What comes after the actor's name. */
  readonly text: string;
  readonly action: string;
  readonly reason: string | null;
  /** The thing as JSON; null: it was not told. */
  readonly before: unknown;
  readonly after: unknown;
  readonly changes: readonly FieldChange[];
  /** How many saves it was, one soon after another. */
  readonly times: number;
};

export type HistoryPage = {
  readonly items: readonly HistoryItem[];
  readonly nextCursor: string | null;
};
