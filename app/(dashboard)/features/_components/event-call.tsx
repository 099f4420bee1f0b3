import { CopyButton } from "@/components/ui/copy-button";
import { ScrollRegion } from "@/components/ui/scroll-region";

type Counted = {
  readonly eventName: string;
  readonly aggregation?: string | undefined;
  readonly property?: string | null | undefined;
  readonly filters?:
    | readonly { readonly property: string; readonly values: readonly string[] }[]
    | undefined;
};

/** A call that a meter would count, ready to copy. */
export function EventCall({ meter }: { meter: Counted }) {
  const body = eventBody(meter);
  return (
    <div className="flex items-start gap-1 rounded border bg-sunken p-3">
      <ScrollRegion aria-label="An event that counts" className="min-w-0 flex-1 overflow-x-auto">
        <pre className="font-mono text-xs">{`POST /v1/events\n${body}`}</pre>
      </ScrollRegion>
      <CopyButton text={body} label="Copy the event" />
    </div>
  );
}

const exampleOf = (aggregation: string) => (aggregation === "UNIQUE_COUNT" ? "ann@example.com" : 3);

function eventBody({ eventName, aggregation, property, filters = [] }: Counted): string {
  const properties = Object.fromEntries([
    ...filters.map(({ property: name, values }) => [name || "…", values[0] ?? "…"]),
    ...(aggregation === undefined || aggregation === "COUNT"
      ? []
      : [[property || "…", exampleOf(aggregation)]]),
  ]);
  const event = {
    event_name: eventName || "…",
    external_customer_id: "acme",
    event_id: "4711",
    ...(Object.keys(properties).length > 0 && { properties }),
  };
  return JSON.stringify(event, null, 2);
}
