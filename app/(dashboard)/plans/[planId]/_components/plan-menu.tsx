"use client";

import { Archive, Ellipsis, PencilLine, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, useState } from "react";
import { toast } from "sonner";
import { ActionButton } from "@/components/form/action-button";
import { useShortcut } from "@/components/layout/shortcuts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { Sheet } from "@/components/ui/sheet";
import type { PlanDetail } from "@/lib/catalog/schema/plan";
import type { ProductChoice } from "../../_components/new-plan-form";
import { openDraftAction, restorePlanAction } from "../../actions";
import { ArchivePlanDialog } from "./archive-plan-dialog";

/** Comes to the browser when it is opened first. */
const RenameForm = lazy(async () => ({ default: (await import("./rename-form")).RenameForm }));

/** What can be done to a plan: draft its next version, rename it, sell it no more. */
export function PlanMenu({
  plan,
  products,
}: {
  plan: PlanDetail;
  products: readonly ProductChoice[];
}) {
  const router = useRouter();
  const [shown, setShown] = useState<"rename" | "archive">();
  const show = (what: typeof shown) => (open: boolean) => setShown(open ? what : undefined);
  const draftPath = `/plans/${plan.id}/draft`;
  useShortcut({ keys: "e", label: "Edit", group: "Plan", run: () => setShown("rename") });
  return (
    <>
      {plan.draft ? (
        <ButtonLink href={draftPath} variant="primary">
          Edit draft
        </ButtonLink>
      ) : (
        <ActionButton
          variant="primary"
          run={() => openDraftAction({ planId: plan.id })}
          onDone={() => router.push(draftPath)}
        >
          New draft
        </ActionButton>
      )}
      <Menu
        trigger={
          <Button size="icon" aria-label="More">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem keys="e" onSelect={() => setShown("rename")}>
          <PencilLine aria-hidden />
          Edit…
        </MenuItem>
        {plan.live && (
          <MenuItem onSelect={() => router.push(`/plans/${plan.id}/migrate`)}>
            <Users aria-hidden />
            Move subscribers…
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem tone="danger" onSelect={() => setShown("archive")}>
          <Archive aria-hidden />
          Archive…
        </MenuItem>
      </Menu>
      <Sheet open={shown === "rename"} onOpenChange={show("rename")} title={`Edit ${plan.name}`}>
        <RenameForm plan={plan} products={products} onDone={() => setShown(undefined)} />
      </Sheet>
      <ArchivePlanDialog plan={plan} open={shown === "archive"} onOpenChange={show("archive")} />
    </>
  );
}

/** Sells an archived plan again. */
export function RestorePlanButton({ planId }: { planId: string }) {
  return (
    <ActionButton
      size="sm"
      className="mt-1"
      run={() => restorePlanAction({ planId })}
      onDone={({ name }) => toast.success(`Restored ${name}`)}
    >
      Restore
    </ActionButton>
  );
}
