"use client";

import { Menu } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import type { PlaceGroup } from "./navigation";
import { PlaceList } from "./place-list";

/** The way around on a phone. */
export function PlaceSheet({ groups }: { groups: readonly PlaceGroup[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Sheet
      title="Florin"
      side="left"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" size="icon" aria-label="Menu" className="-ml-2 md:hidden">
          <Menu aria-hidden />
        </Button>
      }
    >
      <nav aria-label="Main" className="-mx-2.5">
        <PlaceList groups={groups} onGo={() => setOpen(false)} />
      </nav>
    </Sheet>
  );
}
