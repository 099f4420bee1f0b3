/** A statement as a file: opening, a line a movement, closing. */
import type { StatementLineView, StatementView } from "@/lib/ledger/schema/statement";
import { describeTransaction } from "@/lib/ledger/schema/transaction-words";
import type { CsvColumn } from "@/lib/text/csv";
import { MOST_CSV_ROWS } from "@/lib/transport/csv";

export type CsvLine = {
  readonly at: string;
  readonly kind: string;
  readonly description: string;
  readonly in: string;
  readonly out: string;
  readonly balance: string;
  readonly available: string;
  readonly reason: string | null;
  readonly reference: string | null;
  readonly transactionId: string | null;
};

export const STATEMENT_COLUMNS: readonly CsvColumn<CsvLine>[] = [
  ["at", ({ at }) => at],
  ["kind", ({ kind }) => kind],
  ["description", ({ description }) => description],
  ["in", (line) => line.in],
  ["out", ({ out }) => out],
  ["balance", ({ balance }) => balance],
  ["available", ({ available }) => available],
  ["reason", ({ reason }) => reason],
  ["reference", ({ reference }) => reference],
  ["transaction_id", ({ transactionId }) => transactionId],
];

const NO_TRANSACTION = { reason: null, reference: null, transactionId: null };

export const openingLine = ({ from, opening }: StatementView): CsvLine => ({
  ...NO_TRANSACTION,
  at: from,
  kind: "opening",
  description: "Opening balance",
  ...{ in: "", out: "" },
  balance: opening.balance,
  available: opening.available,
});

export const movementLine = (line: StatementLineView): CsvLine => ({
  at: line.at,
  kind: line.kind,
  description: describeTransaction(line),
  ...{ in: line.in, out: line.out },
  balance: line.balance,
  available: line.available,
  reason: line.reason,
  reference: line.reference,
  transactionId: line.transactionId,
});

/** @param isCut the file takes no more lines: then it says so, and its sums are of all all the same. */
export const closingLine = (statement: StatementView, isCut: boolean): CsvLine => ({
  ...NO_TRANSACTION,
  at: statement.to,
  kind: "closing",
  description: isCut
    ? `Closing balance; only the first ${MOST_CSV_ROWS} of ${statement.totals.lines} movements stand above`
    : "Closing balance",
  ...{ in: statement.totals.in, out: statement.totals.out },
  balance: statement.closing.balance,
  available: statement.closing.available,
});
