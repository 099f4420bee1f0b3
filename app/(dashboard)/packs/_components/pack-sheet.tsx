"use client";

import { useRouter } from "next/navigation";
import { useHref } from "@/components/table/use-href";
import { Sheet } from "@/components/ui/sheet";
import type { PackView } from "@/lib/catalog/schema/pack";
import { type PackDefaults, PackForm } from "./pack-form";

/** One pack beside the list; which one stands in the URL. */
export function PackSheet({
  isOpen,
  pack,
  defaults,
}: {
  isOpen: boolean;
  pack: PackView | null;
  defaults: PackDefaults;
}) {
  const router = useRouter();
  const { href } = useHref();
  const close = () => router.push(href({ row: null }), { scroll: false });
  return (
    <Sheet
      open={isOpen}
      onOpenChange={(open) => !open && close()}
      title={pack ? pack.name : "New pack"}
      description={pack ? "What was sold keeps its terms." : "Credits for a price, bought once."}
    >
      <PackForm pack={pack} defaults={defaults} onDone={close} />
    </Sheet>
  );
}
