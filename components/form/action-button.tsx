"use client";

import { type ComponentProps, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/transport/result";

/**
 * A command without fields: `<ActionButton run={() => restoreAction({ id })} onDone={…}>Restore</ActionButton>`.
 * A refusal is told in a toast that stays.
 */
export function ActionButton<T>({
  run,
  onDone,
  ...rest
}: Omit<ComponentProps<typeof Button>, "onClick" | "pending"> & {
  run: () => Promise<ActionResult<T>>;
  onDone?: (value: T) => void;
}) {
  const [isPending, startTransition] = useTransition();
  const act = () =>
    startTransition(async () => {
      const result = await run();
      if (result.ok) return onDone?.(result.value);
      toast.error(result.problem.message, { duration: Number.POSITIVE_INFINITY });
    });
  return <Button {...rest} pending={isPending} onClick={act} />;
}
