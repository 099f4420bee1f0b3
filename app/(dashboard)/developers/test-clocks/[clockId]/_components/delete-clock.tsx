"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ActionButton } from "@/components/form/action-button";
import { archiveTestClockAction } from "../../actions";

/** Offered only where nobody lives on it. */
export function DeleteClock({ clockId, name }: { clockId: string; name: string }) {
  const router = useRouter();
  const leave = () => {
    toast.success(`Deleted ${name}`);
    router.push("/developers/test-clocks");
  };
  return (
    <ActionButton run={() => archiveTestClockAction({ clockId })} onDone={leave}>
      Delete
    </ActionButton>
  );
}
