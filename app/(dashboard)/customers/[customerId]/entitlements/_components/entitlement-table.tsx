"use client";

import { BadgeCheck } from "lucide-react";
import Link from "next/link";
import { ShareBar } from "@/components/chart/share-bar";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { ShownQuantity } from "@/components/domain/shown-quantity";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { FeatureUseView } from "@/lib/usage/schema/access";
import { AccessBadge } from "./access-badge";
import { accessStateOf, countedOf } from "./access-state";

type Row = FeatureUseView & { readonly zone: string; readonly checkHref: string };

const None = () => <span className="text-muted">–</span>;

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "feature",
    header: "Feature",
    cell: ({ featureName }) => featureName,
    href: ({ checkHref }) => checkHref,
    narrow: "title",
  },
  { id: "source", header: "Source", cell: (row) => <Source row={row} />, narrow: "detail" },
  {
    id: "used",
    header: "Used",
    align: "end",
    cell: (row) => <Used row={row} />,
    narrow: "note",
  },
  {
    id: "included",
    header: "Included",
    align: "end",
    cell: (row) => {
      const { by, included } = row.entitlement;
      if (by !== "plan" || included === null || included === "0") return <None />;
      return <ShownQuantity of={row} quantity={included} />;
    },
  },
  {
    id: "limit",
    header: "Limit",
    align: "end",
    cell: (row) => {
      const { by, limit, included } = row.entitlement;
      if (limit !== null) return <ShownQuantity of={row} quantity={limit} />;
      return by !== null && included !== null ? <span className="text-muted">none</span> : <None />;
    },
  },
  { id: "per", header: "Counted", cell: (row) => countedWords(row) },
  {
    id: "resets",
    header: "Resets",
    cell: ({ entitlement: { by, reset, resetsAt }, zone }) =>
      by === "plan" && reset !== null ? <Instant at={resetsAt} show="day" zone={zone} /> : <None />,
  },
  {
    id: "state",
    header: "State",
    cell: (row) => <AccessBadge state={accessStateOf(row)} />,
    narrow: "figure",
  },
];

/** What a customer may use of each feature, where it comes from, and how far it went. */
export function EntitlementTable({
  features,
  zone,
  path,
}: {
  features: readonly FeatureUseView[];
  zone: string;
  /** Of the page; a feature leads to its check. */
  path: string;
}) {
  return (
    <DataTable
      label="Entitlements"
      columns={COLUMNS}
      rows={features.map((feature) => ({
        ...feature,
        zone,
        checkHref: `${path}?check=${encodeURIComponent(feature.featureKey)}#check`,
      }))}
      rowKey={({ featureId }) => featureId}
      empty={
        <Empty title="No feature is open to this customer" icon={<BadgeCheck />}>
          A plan lists features, or a price opens them to whoever pays.
        </Empty>
      }
    />
  );
}

function Source({ row }: { row: Row }) {
  const { sources, isAllowed, creditsPerUnit, unitSingular, entitlement } = row;
  if (sources.length > 0) {
    return (
      <ul className="relative grid gap-0.5">
        {sources.map(({ entitlementId, planId, planName, isEnabled }) => (
          <li key={entitlementId}>
            <Link
              href={`/plans/${planId}`}
              prefetch={false}
              className="inline-flex min-h-6 min-w-6 items-center underline underline-offset-2"
            >
              {planName}
            </Link>
            {!isEnabled && <span className="text-muted"> takes it away</span>}
          </li>
        ))}
        {entitlement.staticValues.length > 0 && (
          <li className="text-muted text-xs">value {entitlement.staticValues.join(", ")}</li>
        )}
      </ul>
    );
  }
  if (!isAllowed) return <span className="text-muted">None</span>;
  if (creditsPerUnit === null) return "Price";
  return (
    <>
      Price, <Credits amount={creditsPerUnit} /> per {unitSingular || "unit"}
    </>
  );
}

function Used({ row }: { row: Row }) {
  const { entitlement, featureType, period } = row;
  if (featureType !== "METERED") return <None />;
  const { used, whose } = countedOf(row);
  const isCounted = entitlement.by === "plan";
  const of = entitlement.limit ?? entitlement.included ?? "0";
  return (
    <span className="inline-grid justify-items-end gap-1">
      <ShownQuantity of={row} quantity={isCounted ? used : period.quantity} />
      {isCounted && /[1-9]/.test(of) && (
        <span className="md:hidden">
          of <ShownQuantity of={row} quantity={of} />
        </span>
      )}
      {whose && <span className="text-muted text-xs">most by {whose}</span>}
      {isCounted && /[1-9]/.test(of) && (
        <ShareBar
          label="Used"
          of={of}
          className="w-24 max-md:hidden"
          shares={[{ key: "used", label: "used", value: used }]}
        />
      )}
    </span>
  );
}

function countedWords({ featureType, entitlement, sources }: Row) {
  if (featureType !== "METERED" || entitlement.by !== "plan") return <None />;
  const apart = sources.find(({ isEnabled, per }) => isEnabled && per.kind !== "customer");
  if (!apart) return "all together";
  if (apart.per.kind === "property") return `per ${apart.per.property}`;
  return apart.per.kind === "group" ? "per run" : "per member";
}
