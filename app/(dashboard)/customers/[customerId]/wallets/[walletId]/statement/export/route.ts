import { notFound } from "@/lib/errors";
import { collectPages, csvRoute, MOST_CSV_ROWS } from "@/lib/transport/csv";
import { findStatementSubject } from "../load-statement";
import { loadStatementParams } from "../search-params";
import { type CsvLine, closingLine, movementLine, openingLine, STATEMENT_COLUMNS } from "./columns";

export const GET = csvRoute<CsvLine>({
  permission: "ledger:read",
  fileName: "statement",
  columns: STATEMENT_COLUMNS,
  rows: async (ctx, { search, params }) => {
    const subject = await findStatementSubject(ctx, params, loadStatementParams(search));
    if (!subject) throw notFound("wallet", String(params.walletId));
    const whole = await subject.read({ cursor: null, limit: 1 });
    const lines = await collectPages(async (page) => {
      const { lines: items, nextCursor } = await subject.read(page);
      return { items, nextCursor };
    });
    const isCut = lines.length === MOST_CSV_ROWS && whole.totals.lines > MOST_CSV_ROWS;
    return [openingLine(whole), ...lines.map(movementLine), closingLine(whole, isCut)];
  },
});
