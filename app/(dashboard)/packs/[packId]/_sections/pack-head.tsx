import { Status } from "@/components/domain/status";
import { CrumbName } from "@/components/layout/crumbs";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { TabsNav } from "@/components/ui/tabs-nav";
import type { PackView } from "@/lib/catalog/schema/pack";
import { listPermissions } from "@/lib/transport/staff-gate";
import { ObjectChip } from "../../../_components/object-chip";
import { PackMenu, RestorePackButton } from "../_components/pack-menu";

/** What stands over every page of a pack: what it is, and what can be done with it. */
export async function PackHead({ pack, purpose }: { pack: PackView; purpose: string }) {
  const permissions = await listPermissions();
  const mayWrite = permissions.includes("catalog:write");
  const maySell = permissions.includes("wallet:topup") && permissions.includes("customer:read");
  const isArchived = pack.status === "ARCHIVED";
  const at = `/packs/${pack.id}`;
  return (
    <>
      <CrumbName segment={pack.id} label={pack.name} />
      <PageHeader
        title={pack.name}
        status={<Status value={pack.status} />}
        purpose={purpose}
        meta={<ObjectChip id={pack.id} path={`/packs/${pack.id}`} />}
        actions={
          !isArchived && (
            <PackMenu
              packId={pack.id}
              sellHref={maySell ? `${at}/sell` : null}
              editHref={mayWrite ? `${at}?row=edit` : null}
            />
          )
        }
      />
      <TabsNav
        label="Pack"
        tabs={[
          { href: at, label: "Overview" },
          { href: `${at}/buyers`, label: "Buyers" },
          { href: `${at}/activity`, label: "Activity" },
        ]}
      />
      {isArchived && (
        <Notice tone="warning" title="Archived: it is not for sale.">
          {mayWrite && <RestorePackButton packId={pack.id} />}
        </Notice>
      )}
    </>
  );
}
