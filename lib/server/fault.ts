/**
 * A fault of the surroundings that the person who runs Florin can mend: a port in use, a data
 * directory that cannot be read. Its message says what is wrong and what to do; it is shown
 * without a stack.
 */
export class Fault extends Error {
  override readonly name = "Fault";
}

/** @returns true if `error` carries the system's code, such as `ENOENT`. */
export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
