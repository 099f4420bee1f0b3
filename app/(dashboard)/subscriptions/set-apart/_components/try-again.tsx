"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ActionButton } from "@/components/form/action-button";
import type { SetApartView } from "@/lib/subscription/schema/set-apart";
import { tryAgainAction } from "../actions";

/** Renews it now; what still stands in the way is told, and the reason on the page is the new one. */
export function TryAgain({ of }: { of: Pick<SetApartView, "subscriptionId" | "customerName"> }) {
  const router = useRouter();
  const run = async () => {
    const result = await tryAgainAction({ subscriptionId: of.subscriptionId });
    if (!result.ok) router.refresh();
    return result;
  };
  return (
    <ActionButton
      size="sm"
      aria-label={`Try again: ${of.customerName}`}
      run={run}
      onDone={() => toast.success(`${of.customerName} is up to date`)}
    >
      Try again
    </ActionButton>
  );
}
