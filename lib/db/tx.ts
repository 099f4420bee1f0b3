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
  /**
   * The same for a statement whose answer nobody needs: what follows is sent without waiting for
   * it. Its fault is the transaction's, at its next statement or at the latest at its commit.
   */
  readonly send?: (text: string, params?: readonly Param[]) => void;
};

/** Runs a statement whose answer nobody needs. */
export async function tell(tx: Tx, text: string, params: readonly Param[]): Promise<void> {
  if (tx.send) tx.send(text, params);
  else await tx.sql(text, params);
}

/**
 * Asks questions in this order: all of them at once where a transaction can have several
 * statements on their way, else one after the other.
 */
export async function askInOrder<Answers extends readonly unknown[]>(
  { send }: Tx,
  questions: { readonly [place in keyof Answers]: () => Promise<Answers[place]> },
): Promise<Answers> {
  if (send) return (await Promise.all(questions.map((ask) => ask()))) as unknown as Answers;
  const answers: unknown[] = [];
  for (const ask of questions) answers.push(await ask());
  return answers as unknown as Answers;
}
