import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { NewLink } from "@/components/layout/new-link";
import { offsetOf, offsetPage, PAGE_SIZE } from "@/components/table/offset-page";
import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { isSandbox } from "@/lib/customer/reads/clock";
import { listTestClocks } from "@/lib/test-clock/reads";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { ClockTable } from "../_components/clock-table";
import { SandboxOnly } from "../_components/sandbox-only";
import { loadClockParams } from "../search-params";

export const metadata: Metadata = { title: "Test clocks" };

export default async function TestClocksPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext("developer:read");
  const offset = offsetOf(await loadClockParams(searchParams));
  const [{ items, total }, isTest, permissions] = await Promise.all([
    listTestClocks(ctx, { limit: PAGE_SIZE, offset }),
    isSandbox(ctx),
    listPermissions(),
  ]);
  const mayWrite = permissions.includes("developer:write");

  return (
    <>
      <PageHeader
        title="Test clocks"
        purpose="Play renewals, expiries and holds in minutes: customers on a clock live at its time."
        actions={
          isTest &&
          mayWrite &&
          total > 0 && <NewLink href="/developers/test-clocks/new">New clock</NewLink>
        }
      />
      {isTest ? (
        <Card flush>
          <ClockTable rows={items} mayWrite={mayWrite} />
          {total > 0 && <Pagination {...offsetPage({ offset, total, noun: "clock" })} />}
        </Card>
      ) : (
        <SandboxOnly />
      )}
    </>
  );
}
