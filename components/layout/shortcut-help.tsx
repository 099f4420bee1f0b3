"use client";

import { Keyboard } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import { useShortcut, useShortcutRegistry } from "./shortcuts";

/** What `?` shows: the shortcuts of this very page, and the switch that turns them off. */
export function ShortcutHelp() {
  const [isOpen, setOpen] = useState(false);
  const { shortcuts, isOn, switchTo } = useShortcutRegistry();
  useShortcut({
    keys: "Shift+?",
    label: "Show this list",
    group: "Everywhere",
    run: () => setOpen(true),
  });
  // Two tables on one page register the same keys.
  const listed = [...new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut])).values()];
  const groups = [...new Set(listed.map(({ group }) => group))];

  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title="Keyboard shortcuts"
      description="They work wherever you are not typing."
      trigger={
        <Button
          variant="ghost"
          size="icon"
          aria-label="Keyboard shortcuts"
          className="max-md:hidden"
        >
          <Keyboard aria-hidden />
        </Button>
      }
    >
      <div className="gap-x-8 md:columns-2">
        {groups.map((group) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 font-medium text-muted text-xs">{group}</h3>
            <ul className="grid gap-1.5">
              {listed
                .filter((shortcut) => shortcut.group === group)
                .map((shortcut) => (
                  <li
                    key={shortcut.keys}
                    className="flex items-center justify-between gap-4 text-sm"
                  >
                    {shortcut.label}
                    <Kbd keys={shortcut.keys} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <Switch
        className="mt-1 border-t pt-4"
        label="Use shortcuts"
        hint="Turn them off if a screen reader or voice control needs these keys."
        checked={isOn}
        onCheckedChange={switchTo}
      />
    </Dialog>
  );
}
