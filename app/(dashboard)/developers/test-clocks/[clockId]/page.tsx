import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import { CrumbName } from "@/components/layout/crumbs";
import { ButtonLink } from "@/components/ui/button";
import { Card, Facts } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { TestClockId } from "@/lib/ids";
import { findTestClockDetail, listAdvances } from "@/lib/test-clock/reads";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { ObjectChip } from "../../../_components/object-chip";
import { AdvanceDialog } from "./_components/advance-dialog";
import { DeleteClock } from "./_components/delete-clock";
import { Residents } from "./_components/residents";
import { Timeline } from "./_components/timeline";

export const metadata: Metadata = { title: "Test clock" };

/** How many ways are shown; the API lists more. */
const SHOWN = 20;

export default async function TestClockPage({ params }: { params: Promise<{ clockId: string }> }) {
  const ctx = await pageContext("developer:read");
  const { data: id } = TestClockId.safeParse((await params).clockId);
  const clock = id && (await findTestClockDetail(ctx, id));
  if (!id || !clock) notFound();
  const [advances, permissions] = await Promise.all([
    listAdvances(ctx, id, { limit: SHOWN }),
    listPermissions(),
  ]);
  const mayWrite = permissions.includes("developer:write") && clock.status !== "ARCHIVED";
  const mayAdd = permissions.includes("customer:write") && clock.status !== "ARCHIVED";

  return (
    <>
      <CrumbName segment={clock.id} label={clock.name} />
      <PageHeader
        title={clock.name}
        status={<Status value={clock.status} />}
        meta={
          <>
            <span>
              It says <Instant at={clock.frozenAt} show="exact" className="font-medium text-ink" />
            </span>
            <ObjectChip id={clock.id} path={`/test-clocks/${clock.id}`} />
          </>
        }
        actions={
          mayWrite && (
            <>
              {clock.customers === 0 && <DeleteClock clockId={clock.id} name={clock.name} />}
              <AdvanceDialog key={clock.frozenAt} clock={clock} />
            </>
          )
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Timeline advances={advances} />
        <div className="grid grid-cols-1 gap-4 max-lg:row-start-1">
          <Card title="What comes">
            <Facts
              items={[
                [
                  "Next change",
                  <Instant key="c" at={clock.nextChangeAt} show="exact" never="none" />,
                ],
                [
                  "Next renewal",
                  <Instant key="r" at={clock.nextRenewalAt} show="exact" never="none" />,
                ],
                ["Made", <Instant key="m" at={clock.createdAt} />],
              ]}
            />
          </Card>
          <Card
            flush
            title="Customers"
            actions={
              mayAdd && (
                <ButtonLink href={`/customers/new?clock=${clock.id}`}>New customer</ButtonLink>
              )
            }
          >
            <Residents rows={clock.residents} />
          </Card>
        </div>
      </div>
    </>
  );
}
