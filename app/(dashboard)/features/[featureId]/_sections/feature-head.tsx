import { IdChip } from "@/components/domain/id-chip";
import { Status } from "@/components/domain/status";
import { CrumbName } from "@/components/layout/crumbs";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { TabsNav } from "@/components/ui/tabs-nav";
import type { FeatureDetail } from "@/lib/catalog/schema/feature";
import { listPermissions } from "@/lib/transport/staff-gate";
import { ObjectChip } from "../../../_components/object-chip";
import { FeatureMenu } from "../_components/feature-menu";
import { RestoreButton } from "../_components/restore-button";

/** What stands over every page of a feature. */
export async function FeatureHead({ feature }: { feature: FeatureDetail }) {
  const permissions = await listPermissions();
  const isWriter = permissions.includes("catalog:write");
  const at = `/features/${feature.id}`;
  const hasUse = feature.meter !== null && permissions.includes("usage:read");
  return (
    <>
      <CrumbName segment={feature.id} label={feature.name} />
      <PageHeader
        title={feature.name}
        status={<Status value={feature.status} />}
        purpose={feature.description}
        meta={
          <>
            <IdChip id={feature.key} name="key" />
            <ObjectChip id={feature.id} path={`/features/${feature.id}`} />
          </>
        }
        actions={isWriter && feature.status === "ACTIVE" && <FeatureMenu feature={feature} />}
      />
      <TabsNav
        label="Feature"
        tabs={[
          { href: at, label: feature.meter ? "Definition and cost" : "Definition" },
          ...(hasUse ? [{ href: `${at}/usage`, label: "Usage" }] : []),
          { href: `${at}/activity`, label: "Activity" },
        ]}
      />
      {feature.status === "ARCHIVED" && (
        <Notice tone="warning" title="Archived: its events do not count.">
          {isWriter && <RestoreButton featureId={feature.id} />}
        </Notice>
      )}
    </>
  );
}
