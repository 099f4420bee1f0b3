"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { restoreFeatureAction } from "../../actions";

export function RestoreButton({ featureId }: { featureId: string }) {
  const [isPending, startTransition] = useTransition();
  const restore = () =>
    startTransition(async () => {
      const result = await restoreFeatureAction({ featureId });
      if (result.ok) toast.success(`Restored ${result.value.name}`);
      else toast.error(result.problem.message);
    });
  return (
    <Button size="sm" className="mt-1" pending={isPending} onClick={restore}>
      Restore
    </Button>
  );
}
