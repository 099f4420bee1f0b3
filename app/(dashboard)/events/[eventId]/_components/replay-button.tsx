"use client";

import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ActionButton } from "@/components/form/action-button";
import { creditWords } from "@/lib/money/format";
import type { EventResult } from "@/lib/usage/schema/event";
import { replayEventAction } from "../../actions";

/** Decides the event anew, at its own time and the prices of then. */
export function ReplayButton({ eventId }: { eventId: string }) {
  const router = useRouter();
  const tell = (result: EventResult) => {
    toast.success(
      result.status === "ACCEPTED"
        ? `Accepted for ${creditWords(result.credits)}`
        : `Still ${result.status.toLowerCase()}`,
    );
    router.refresh();
  };
  return (
    <ActionButton run={() => replayEventAction({ eventId })} onDone={tell}>
      <RotateCcw aria-hidden />
      Replay
    </ActionButton>
  );
}
