import * as z from "zod";
import type { WalletId } from "@/lib/ids";
import { findStatement } from "@/lib/ledger/reads/statement";
import type { StatementLineView, StatementView } from "@/lib/ledger/schema/statement";
import { describeTransaction } from "@/lib/ledger/schema/transaction-words";
import type { CsvColumn } from "@/lib/text/csv";
import { exportList } from "../export-list";
import { storedId, storedInstant } from "../stored-query";

/** Each look at a wallet reads its whole story: few looks, at much. */
const PAGES_AT_ONCE = 5;

const Query = z.object({
  walletId: storedId<WalletId>(),
  from: storedInstant,
  to: storedInstant,
  /** The wallet's last posting as it was asked for: all pieces tell of that moment. */
  seq: z.string(),
});

type Row = {
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
  /** Undefined on the lines that sum up. */
  readonly unit?: string;
};

const COLUMNS: readonly CsvColumn<Row>[] = [
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

const openingOf = ({ from, opening }: StatementView): Row => ({
  at: from,
  kind: "opening",
  description: "Opening balance",
  ...{ in: "", out: "" },
  balance: opening.balance,
  available: opening.available,
  ...NO_TRANSACTION,
});

const movementOf = (line: StatementLineView, unit: string): Row => ({
  at: line.at,
  kind: line.kind,
  description: describeTransaction(line),
  ...{ in: line.in, out: line.out },
  balance: line.balance,
  available: line.available,
  reason: line.reason,
  reference: line.reference,
  transactionId: line.transactionId,
  unit,
});

const closingOf = ({ to, closing, totals, tiesOut, posted }: StatementView): Row => ({
  at: to,
  kind: "closing",
  description: tiesOut
    ? "Closing balance"
    : `Closing balance; it does not tie out: the wallet's postings say ${posted.balance}`,
  ...{ in: totals.in, out: totals.out },
  balance: closing.balance,
  available: closing.available,
  ...NO_TRANSACTION,
});

const unitOf = ({ unit }: Row) => unit;

/** A wallet's period: opening, a line a movement, closing with what came in and went out in all. */
export const STATEMENT = exportList({
  name: "Statement",
  permission: "ledger:read",
  stored: Query,
  columns: COLUMNS,
  totals: { in: unitOf, out: unitOf },
  writtenAt: null,
  async page(ctx, { walletId, ...query }: z.output<typeof Query>, { cursor, limit }) {
    const asked = { ...query, cursor, limit: limit * PAGES_AT_ONCE };
    const statement = await findStatement(ctx, walletId, asked);
    const { lines, creditUnit, nextCursor } = statement;
    return {
      items: [
        ...(cursor === null ? [openingOf(statement)] : []),
        ...lines.map((line) => movementOf(line, creditUnit)),
        ...(nextCursor === null ? [closingOf(statement)] : []),
      ],
      nextCursor,
    };
  },
});
