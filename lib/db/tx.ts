/**
 * One transaction, as SQL. Whatever may take part in a ledger transaction is written over
 * `Tx`, so it runs on the hot pool and inside a Prisma transaction alike.
 *
 * Statements cast their parameters (`$1::uuid[]`) and select NUMERIC and BIGINT columns as
 * text, because the two clients disagree on both; instants arrive as `Date` from either.
 */
export type Row = Readonly<Record<string, unknown>>;

export type Param =
  | string
  | number
  | boolean
  | bigint
  | Date
  | null
  | readonly (string | number | boolean | bigint | Date | null)[];

export type Tx = {
  readonly sql: (text: string, params?: readonly Param[]) => Promise<readonly Row[]>;
};
