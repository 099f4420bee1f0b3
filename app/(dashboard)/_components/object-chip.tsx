"use client";

import { Braces } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { IdChip } from "@/components/domain/id-chip";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";

/** Comes to the browser when it is opened first. */
const AsJson = dynamic(async () => (await import("./as-json")).AsJson);

/** The id of a thing, to be copied, and the thing as the API tells it: `<ObjectChip id={plan.id} path={`/plans/${plan.id}`} />`. */
export function ObjectChip({
  id,
  path,
  of,
}: {
  id: string;
  /** Of its GET, behind `/v1`. */
  path: string;
  /** The thing's name where a page shows more than one: "wallet". */
  of?: string;
}) {
  const [open, setOpen] = useState(false);
  const view = of ? `View ${of} as JSON` : "View as JSON";
  return (
    <span className="inline-flex items-center gap-0.5">
      <IdChip id={id} name={of ? `${of} id` : "id"} />
      <Sheet
        title="As the API tells it"
        description={<code className="break-all font-mono text-xs">GET /v1{path}</code>}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button
            variant="ghost"
            size="icon"
            title={view}
            className="size-6 pointer-coarse:-m-2 [&_svg]:size-3.5"
          >
            <Braces aria-hidden />
            <span className="sr-only">{view}</span>
          </Button>
        }
      >
        {open && <AsJson path={path} />}
      </Sheet>
    </span>
  );
}
