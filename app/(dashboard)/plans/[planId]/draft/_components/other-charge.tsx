import { Badge } from "@/components/ui/badge";
import type { ChargeFields } from "@/lib/catalog/schema/charge";
import { PartFault } from "./draft-field";

const KINDS = { USAGE: "Usage price", CREDITS: "Credit tiers", RECURRING: "Price" } as const;

/** A charge that was made by the API: it is kept as it is, and can be taken out. */
export function OtherCharge({ charge, index }: { charge: ChargeFields; index: number }) {
  const model = charge.kind === "USAGE" ? ` · ${(charge.model ?? "").toLowerCase()}` : "";
  return (
    <div className="min-w-0 flex-1 rounded border bg-sunken px-3 py-2 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <Badge>{KINDS[charge.kind]}</Badge>
        <span>
          {charge.name || "unnamed"}
          <span className="text-muted">{model}</span>
        </span>
      </p>
      <p className="text-muted text-xs">Made by the API and kept as it is.</p>
      {["featureId", "amount", "tiers", "packageSize", "maximum"].map((field) => (
        <PartFault key={field} path={`charges.${index}.${field}`} />
      ))}
    </div>
  );
}
