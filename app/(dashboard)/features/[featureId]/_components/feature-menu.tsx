"use client";

import { Archive, Ellipsis } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/dropdown-menu";
import { Sheet } from "@/components/ui/sheet";
import type { FeatureDetail } from "@/lib/catalog/schema/feature";
import { ArchiveDialog } from "./archive-dialog";
import { EditForm } from "./edit-form";

/** What can be done to a feature: edit it, or take it out of use. */
export function FeatureMenu({ feature }: { feature: FeatureDetail }) {
  const [shown, setShown] = useState<"edit" | "archive">();
  const show = (what: typeof shown) => (open: boolean) => setShown(open ? what : undefined);
  useShortcut({ keys: "e", label: "Edit", group: "Feature", run: () => setShown("edit") });
  return (
    <>
      <Button onClick={() => setShown("edit")}>Edit</Button>
      <Menu
        trigger={
          <Button size="icon" aria-label="More">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem tone="danger" onSelect={() => setShown("archive")}>
          <Archive aria-hidden />
          Archive…
        </MenuItem>
      </Menu>
      <Sheet open={shown === "edit"} onOpenChange={show("edit")} title={`Edit ${feature.name}`}>
        <EditForm feature={feature} onDone={() => setShown(undefined)} />
      </Sheet>
      <ArchiveDialog feature={feature} open={shown === "archive"} onOpenChange={show("archive")} />
    </>
  );
}
