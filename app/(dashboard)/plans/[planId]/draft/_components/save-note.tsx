"use client";

import { Check, CloudOff, LoaderCircle, PencilLine } from "lucide-react";
import { Instant } from "@/components/domain/instant";
import { Button } from "@/components/ui/button";
import type { SaveState } from "./use-autosave";

/** Whether what one sees is what is stored. */
export function SaveNote({ state, onRetry }: { state: SaveState; onRetry: () => void }) {
  return (
    <p role="status" className="flex items-center gap-1.5 text-muted text-sm [&_svg]:size-4">
      {state.kind === "saved" && (
        <>
          <Check aria-hidden className="text-success" />
          <span>
            Saved <Instant at={state.at} />
          </span>
        </>
      )}
      {state.kind === "waiting" && (
        <>
          <PencilLine aria-hidden />
          Editing…
        </>
      )}
      {state.kind === "saving" && (
        <>
          <LoaderCircle aria-hidden className="animate-spin" />
          Saving…
        </>
      )}
      {state.kind === "invalid" && (
        <span className="flex items-center gap-1.5 text-danger">
          <CloudOff aria-hidden />
          Not saved: a field needs another look
        </span>
      )}
      {state.kind === "failed" && (
        <span className="flex items-center gap-1.5 text-danger">
          <CloudOff aria-hidden />
          Not saved. {state.problem.message}
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        </span>
      )}
    </p>
  );
}
