import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { FeatureDetail } from "@/lib/catalog/schema/feature";

/** The plans that sell the feature today. */
export function UsedIn({ feature }: { feature: FeatureDetail }) {
  return (
    <Card title="Used in plans">
      {feature.usedIn.length === 0 ? (
        <p className="text-muted text-sm">
          No published plan names it.
          {feature.type === "METERED" &&
            feature.cost &&
            " Customers without a plan can use it at its cost."}
        </p>
      ) : (
        <ul className="grid gap-1.5">
          {feature.usedIn.map(({ planId, name, version }) => (
            <li key={planId} className="flex items-center gap-2">
              <Link
                href={`/plans/${planId}`}
                prefetch={false}
                className="underline-offset-2 hover:underline"
              >
                {name}
              </Link>
              <Badge>v{version}</Badge>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
