"use client";

import { Send } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { useShortcut } from "@/components/layout/shortcuts";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";
import { SendForm, type Suggestions } from "./send-form";

/** An event by hand, beside the list: `?do=send` opens it. */
export function SendDialog({ isLive, ...suggestions }: Suggestions & { isLive: boolean }) {
  const [deed, setDeed] = useQueryState("do", parseAsString);
  useShortcut({
    ...{ keys: "n", label: "Send test event", group: "Lists" },
    run: () => void setDeed("send"),
  });
  return (
    <Sheet
      open={deed === "send"}
      onOpenChange={(open) => void setDeed(open ? "send" : null)}
      trigger={
        <Button variant="primary">
          <Send aria-hidden />
          Send test event
        </Button>
      }
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
