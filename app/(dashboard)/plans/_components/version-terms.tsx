import { Card } from "@/components/ui/card";
import type { VersionLine } from "./version-lines";

const AREAS = ["Price", "Credits", "Features", "Terms"] as const;

/** All that a version says, by area; what is published reads so for good. */
export function VersionTerms({
  title,
  description,
  lines,
}: {
  title: string;
  description?: string;
  lines: readonly VersionLine[];
}) {
  return (
    <Card title={title} description={description}>
      <div className="grid gap-5">
        {AREAS.map((area) => (
          <Area
            key={area}
            area={area}
            lines={lines.filter((line) => line.area === area)}
            none={
              area === "Price" && lines.some(({ hasPrice }) => hasPrice)
                ? "By the tier of credits"
                : "None"
            }
          />
        ))}
      </div>
    </Card>
  );
}

function Area({
  area,
  lines,
  none,
}: {
  area: string;
  lines: readonly VersionLine[];
  /** Said where there is no line. */
  none: string;
}) {
  return (
    <section aria-label={area} className="grid gap-1">
      <h3 className="text-muted text-xs">{area}</h3>
      {lines.length === 0 && <p className="text-muted text-sm">{none}</p>}
      <ul className="grid grid-cols-1 text-sm">
        {lines.map(({ key, label, fields }) => (
          <li
            key={key}
            className="grid gap-x-6 border-b py-1.5 last:border-b-0 sm:grid-cols-[minmax(8rem,1fr)_2fr]"
          >
            <span className="font-medium">{label}</span>
            <Fields fields={fields} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Fields({ fields }: Pick<VersionLine, "fields">) {
  const [only] = fields;
  if (fields.length === 1 && only) {
    return <span className="numerals min-w-0 break-words">{only[1]}</span>;
  }
  return (
    <dl className="grid min-w-0 grid-cols-[minmax(6rem,auto)_1fr] gap-x-4">
      {fields.map(([name, text]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-muted">{name}</dt>
          <dd className="numerals min-w-0 break-words">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
