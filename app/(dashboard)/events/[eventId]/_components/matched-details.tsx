import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import type { TraceProps } from "./trace-props";

/** The features that it used, and why others did not count it. */
export function MatchedDetails({ explained: { event, unused } }: TraceProps) {
  if (event.uses.length === 0 && unused.length === 0) {
    return <p className="text-muted">The catalogue has no feature that counts events.</p>;
  }
  return (
    <ul aria-label="Features" className="grid gap-2">
      {event.uses.map(({ featureId, featureName, code }) => (
        <Line key={featureId} id={featureId} name={featureName}>
          {code === null ? (
            <Badge tone="success">matched</Badge>
          ) : (
            <Badge tone="warning">{code.replaceAll("_", " ")}</Badge>
          )}
        </Line>
      ))}
      {unused.map(({ id, name, why }) => (
        <Line key={id} id={id} name={name}>
          <span className="text-muted">{why ?? "would count it now, as it stands today"}</span>
        </Line>
      ))}
    </ul>
  );
}

function Line({ id, name, children }: { id: string; name: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
      <Link
        href={`/features/${id}`}
        prefetch={false}
        className="font-medium underline-offset-2 hover:underline"
      >
        {name}
      </Link>
      {children}
    </li>
  );
}
