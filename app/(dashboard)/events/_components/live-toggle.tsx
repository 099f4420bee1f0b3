"use client";

import { Switch } from "@/components/ui/switch";
import { useLive } from "./live-list";

/** Follows what comes, every two seconds. */
export function LiveToggle() {
  const [isLive, setLive] = useLive();
  return (
    <Switch
      label="Live"
      checked={isLive}
      onCheckedChange={(live) => void setLive(live || null)}
      className="items-center gap-2!"
    />
  );
}
