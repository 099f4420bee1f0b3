"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ActionButton } from "@/components/form/action-button";
import { archivePackAction, restorePackAction } from "../actions";

type Props = { packId: string; onDone: () => void };

/** Small and taken back at once: an undo instead of a question. */
export function ArchivePackButton({ packId, onDone }: Props) {
  const router = useRouter();
  const undo = async () => {
    const result = await restorePackAction({ packId });
    if (!result.ok) toast.error(result.problem.message);
    router.refresh();
  };
  return (
    <ActionButton
      variant="ghost"
      className="mr-auto"
      run={() => archivePackAction({ packId })}
      onDone={({ name }) => {
        toast.success(`Archived ${name}`, {
          action: { label: "Undo", onClick: () => void undo() },
        });
        onDone();
      }}
    >
      Archive
    </ActionButton>
  );
}

export function RestorePackButton({ packId, onDone }: Props) {
  return (
    <ActionButton
      size="sm"
      className="mt-1"
      run={() => restorePackAction({ packId })}
      onDone={({ name }) => {
        toast.success(`Restored ${name}`);
        onDone();
      }}
    >
      Restore
    </ActionButton>
  );
}
