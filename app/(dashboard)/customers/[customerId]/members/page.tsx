import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { Instant } from "@/components/domain/instant";
import { CsvLink } from "@/components/table/csv-link";
import { FilterBar } from "@/components/table/filter-bar";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { findCustomer } from "@/lib/customer/reads";
import { CustomerId } from "@/lib/ids";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { findMemberDefaults, listMembers } from "@/lib/usage/reads/members";
import { DefaultLimit } from "./_components/default-limit";
import { MemberTable } from "./_components/member-table";
import { SeveralLimits } from "./_components/several-limits";
import { loadMemberParams } from "./search-params";

export const metadata: Metadata = { title: "Members of a customer" };

export default async function CustomerMembersPage({
  params,
  searchParams,
}: {
  params: Promise<{ customerId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("usage:read");
  const { data: customerId } = CustomerId.safeParse((await params).customerId);
  const customer = customerId && (await findCustomer(ctx, customerId));
  if (!customer) notFound();
  const { q, after: cursor } = await loadMemberParams(searchParams);
  const [defaults, { items, nextCursor }, permissions] = await Promise.all([
    findMemberDefaults(ctx, customerId),
    listMembers(ctx, customerId, { search: q.trim().slice(0, 255), cursor }),
    listPermissions(),
  ]);
  const mayWrite = permissions.includes("customer:write") && customer.status === "ACTIVE";
  const isNarrowed = q !== "" || cursor !== null;

  return (
    <div className="grid gap-4">
      <Card
        title="Limit of each member"
        description={
          <>
            What one member may use of the customer’s credits. The period that runs ends{" "}
            <Instant at={defaults.resetsAt} show="exact" zone={customer.timezone} />.
          </>
        }
      >
        <DefaultLimit customerId={customer.id} defaults={defaults} mayWrite={mayWrite} />
      </Card>
      {(items.length > 0 || isNarrowed) && (
        <div className="flex flex-wrap items-start gap-2">
          <div className="min-w-0 flex-1 max-md:basis-full">
            <FilterBar search="Part of a member’s name">
              {items.length > 0 && <CsvLink href={`/customers/${customer.id}/members/export`} />}
            </FilterBar>
          </div>
          {mayWrite && items.length > 0 && (
            <SeveralLimits customerId={customer.id} rows={items} unit={defaults.creditUnit} />
          )}
        </div>
      )}
      <Card flush>
        <MemberTable
          rows={items}
          customer={customer}
          total={{ used: defaults.creditsUsed, unit: defaults.creditUnit }}
          mayWrite={mayWrite}
          isFirstRun={items.length === 0 && !isNarrowed}
        />
        {items.length > 0 && (
          <Pagination
            count={`${items.length} ${items.length === 1 ? "member" : "members"}`}
            next={nextCursor}
          />
        )}
      </Card>
    </div>
  );
}
