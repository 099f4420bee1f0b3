"use client";

import { Archive, Pencil, ShoppingCart } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ActionButton } from "@/components/form/action-button";
import { useShortcut } from "@/components/layout/shortcuts";
import { ButtonLink } from "@/components/ui/button";
import { archivePackAction, restorePackAction } from "../../actions";

/** What can be done to a pack on sale; `null` where the person may not. */
export function PackMenu({
  packId,
  sellHref,
  editHref,
}: {
  packId: string;
  sellHref: string | null;
  editHref: string | null;
}) {
  return (
    <>
      {sellHref && <SellLink href={sellHref} />}
      {editHref && (
        <>
          <EditLink href={editHref} />
          <ArchivePackButton packId={packId} />
        </>
      )}
    </>
  );
}

function SellLink({ href }: { href: string }) {
  const router = useRouter();
  useShortcut({
    keys: "s",
    label: "Sell to customer",
    group: "Pack",
    run: () => router.push(href),
  });
  return (
    <ButtonLink href={href} variant="primary">
      <ShoppingCart aria-hidden />
      Sell to customer…
    </ButtonLink>
  );
}

function EditLink({ href }: { href: string }) {
  const router = useRouter();
  useShortcut({ keys: "e", label: "Edit", group: "Pack", run: () => router.push(href) });
  return (
    <ButtonLink href={href}>
      <Pencil aria-hidden />
      Edit
    </ButtonLink>
  );
}

/** Small and taken back at once: an undo instead of a question. */
function ArchivePackButton({ packId }: { packId: string }) {
  const router = useRouter();
  const undo = async () => {
    const result = await restorePackAction({ packId });
    if (!result.ok) toast.error(result.problem.message);
    router.refresh();
  };
  return (
    <ActionButton
      run={() => archivePackAction({ packId })}
      onDone={({ name }) => {
        toast.success(`Archived ${name}`, {
          action: { label: "Undo", onClick: () => void undo() },
        });
        router.refresh();
      }}
    >
      <Archive aria-hidden />
      Archive
    </ActionButton>
  );
}

export function RestorePackButton({ packId }: { packId: string }) {
  const router = useRouter();
  return (
    <ActionButton
      size="sm"
      className="mt-1"
      run={() => restorePackAction({ packId })}
      onDone={({ name }) => {
        toast.success(`Restored ${name}`);
        router.refresh();
      }}
    >
      Restore
    </ActionButton>
  );
}
