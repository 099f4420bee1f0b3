"use client";

import { useRouter } from "next/navigation";
import { useHref } from "@/components/table/use-href";
import { Select } from "@/components/ui/select";
import type { PlanVersionRow } from "@/lib/catalog/schema/plan";

/** Which two versions are compared; the choice stands in the URL. */
export function VersionPair({
  versions,
  from,
  to,
}: {
  versions: readonly PlanVersionRow[];
  from: number;
  to: number;
}) {
  const router = useRouter();
  const { href } = useHref();
  const choose = (key: "from" | "to", number: string) =>
    router.push(href({ from: String(from), to: String(to), [key]: number }), { scroll: false });
  return (
    <>
      <VersionSelect
        label="From"
        value={from}
        versions={versions}
        onChoose={(number) => choose("from", number)}
      />
      <VersionSelect
        label="To"
        value={to}
        versions={versions}
        onChoose={(number) => choose("to", number)}
      />
    </>
  );
}

function VersionSelect({
  label,
  value,
  versions,
  onChoose,
}: {
  label: string;
  value: number;
  versions: readonly PlanVersionRow[];
  onChoose: (number: string) => void;
}) {
  return (
    <span className="w-48 max-w-full">
      <Select
        aria-label={`${label} version`}
        value={value}
        onChange={(event) => onChoose(event.target.value)}
      >
        {versions.map(({ number, status }) => (
          <option key={number} value={number}>
            Version {number}, {status.toLowerCase()}
          </option>
        ))}
      </Select>
    </span>
  );
}
