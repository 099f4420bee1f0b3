"use client";

import { toast } from "sonner";
import { ActionButton } from "@/components/form/action-button";
import { restoreFeatureAction } from "../../actions";

export function RestoreButton({ featureId }: { featureId: string }) {
  return (
    <ActionButton
      size="sm"
      className="mt-1"
      run={() => restoreFeatureAction({ featureId })}
      onDone={({ name }) => toast.success(`Restored ${name}`)}
    >
      Restore
    </ActionButton>
  );
}
