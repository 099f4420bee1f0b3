/**
 * What each operation was asked and answered, once, by a test that calls them all
 * (`examples.db.test.ts`; `npm run examples:write` writes them anew).
 */
import examples from "./examples.json";
import type { Route } from "./route";

export type OperationExample = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly request?: Readonly<Record<string, unknown>>;
  /** Absent of one that answers without a body. */
  readonly response?: unknown;
};

export type OperationExamples = Readonly<Record<string, OperationExample | undefined>>;

// The one cast: the file is written from this type, and a test compares it with real answers.
export const EXAMPLES: OperationExamples = examples as unknown as OperationExamples;

export const exampleOf = ({ method, path }: Pick<Route, "method" | "path">) =>
  EXAMPLES[`${method} ${path}`];
