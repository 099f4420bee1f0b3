import * as z from "zod";
import type { CustomerId } from "@/lib/ids";
import type { MemberView } from "@/lib/ledger/schema/member";
import type { CsvColumn } from "@/lib/text/csv";
import { listMembers } from "@/lib/usage/reads/members";
import { exportList } from "../export-list";
import { storedId } from "../stored-query";

/** More than any customer has: the greatest number that a page's limit can be. */
const ALL = 2 ** 31 - 2;

const Query = z.object({
  customerId: storedId<CustomerId>(),
  /** Part of a name. */
  search: z.string().default(""),
});

const unitOf = ({ creditUnit }: MemberView) => creditUnit;

const COLUMNS: readonly CsvColumn<MemberView>[] = [
  ["member", ({ member }) => member],
  ["credits_used", ({ creditsUsed }) => creditsUsed],
  ["credit_unit", unitOf],
  ["credit_limit", ({ creditLimit }) => creditLimit],
  ["limit_of", ({ limitSource }) => limitSource],
  ["credits_remaining", ({ creditsRemaining }) => creditsRemaining],
  ["period_start", ({ periodStart }) => periodStart],
  ["resets_at", ({ resetsAt }) => resetsAt],
  ["last_active_on", ({ lastActiveOn }) => lastActiveOn],
  ["refused_by_limit", ({ refusedByLimit }) => refusedByLimit],
];

/**
 * A customer's members, the greatest use first. Whoever uses more moves up meanwhile: so they are
 * read at once, or one would be missed or stand twice.
 */
export const MEMBERS = exportList({
  name: "Members",
  permission: "usage:read",
  stored: Query,
  columns: COLUMNS,
  totals: { credits_used: unitOf, refused_by_limit: () => null },
  writtenAt: null,
  page: (ctx, { customerId, search }: z.output<typeof Query>) =>
    listMembers(ctx, customerId, { search, cursor: null, limit: ALL }),
});
