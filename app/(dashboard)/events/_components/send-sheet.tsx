"use client";

import { Notice } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";
import { SendForm, type Suggestions } from "./send-form";

/** What `SendDialog` opens. */
export function SendSheet({
  isLive,
  onClose,
  ...suggestions
}: Suggestions & { isLive: boolean; onClose: () => void }) {
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="Send test event"
      description="Goes the way that every event goes; its trace opens next."
    >
      <div className="grid grid-cols-1 gap-4">
        {isLive && (
          <Notice tone="warning" title="This is a live organization">
            The event is counted and charged to the customer like any other.
          </Notice>
        )}
        <SendForm {...suggestions} />
      </div>
    </Sheet>
  );
}
