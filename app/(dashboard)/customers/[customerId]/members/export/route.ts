import { CustomerId } from "@/lib/ids";
import type { MemberView } from "@/lib/ledger/schema/member";
import type { CsvColumn } from "@/lib/text/csv";
import { collectPages, csvRoute } from "@/lib/transport/csv";
import { parseInput } from "@/lib/transport/problem";
import { listMembers } from "@/lib/usage/reads/members";
import { loadMemberParams } from "../search-params";

const COLUMNS: readonly CsvColumn<MemberView>[] = [
  ["member", ({ member }) => member],
  ["credits_used", ({ creditsUsed }) => creditsUsed],
  ["credit_unit", ({ creditUnit }) => creditUnit],
  ["credit_limit", ({ creditLimit }) => creditLimit],
  ["limit_of", ({ limitSource }) => limitSource],
  ["credits_remaining", ({ creditsRemaining }) => creditsRemaining],
  ["period_start", ({ periodStart }) => periodStart],
  ["resets_at", ({ resetsAt }) => resetsAt],
  ["last_active_on", ({ lastActiveOn }) => lastActiveOn],
  ["refused_by_limit", ({ refusedByLimit }) => refusedByLimit],
];

export const GET = csvRoute({
  permission: "usage:read",
  fileName: "members",
  columns: COLUMNS,
  rows: (ctx, { search, params }) => {
    const customerId = parseInput(CustomerId, params.customerId);
    const { q } = loadMemberParams(search);
    return collectPages((page) =>
      listMembers(ctx, customerId, { search: q.trim().slice(0, 255), ...page }),
    );
  },
});
