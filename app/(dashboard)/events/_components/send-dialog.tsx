"use client";

import { Send } from "lucide-react";
import dynamic from "next/dynamic";
import { parseAsString, useQueryState } from "nuqs";
import { Suspense } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { Button } from "@/components/ui/button";
import type { Suggestions } from "./send-form";

/** Comes to the browser when it is opened first. */
const SendSheet = dynamic(async () => (await import("./send-sheet")).SendSheet);

/** An event by hand, beside the list: `?do=send` opens it. */
export function SendDialog({ isLive, ...suggestions }: Suggestions & { isLive: boolean }) {
  const [deed, setDeed] = useQueryState("do", parseAsString);
  useShortcut({
    ...{ keys: "n", label: "Send test event", group: "Lists" },
    run: () => void setDeed("send"),
  });
  return (
    <>
      <Button variant="primary" aria-haspopup="dialog" onClick={() => void setDeed("send")}>
        <Send aria-hidden />
        Send test event
      </Button>
      {/* A boundary of its own: while it comes, the page and the button's focus stay. */}
      <Suspense>
        {deed === "send" && (
          <SendSheet isLive={isLive} onClose={() => void setDeed(null)} {...suggestions} />
        )}
      </Suspense>
    </>
  );
}
