"use client";

import { useShortcut } from "@/components/layout/shortcuts";

/**
 * `j` and `k` move the focus over the row links of the page's tables; Enter then opens as any link
 * does, and `.` opens the row's menu, where it has one.
 */
export function RowCursor() {
  useShortcut({ keys: "j", label: "Next row", group: "Lists", run: () => move(1) });
  useShortcut({ keys: "k", label: "Previous row", group: "Lists", run: () => move(-1) });
  useShortcut({ keys: ".", label: "Menu of the row", group: "Lists", run: openMenu });
  return null;
}

function move(step: 1 | -1) {
  const links = [...document.querySelectorAll<HTMLElement>("[data-rows] [data-row-link]")];
  const current = links.findIndex((link) =>
    link.closest("[data-row]")?.contains(document.activeElement),
  );
  const next = current < 0 && step < 0 ? links.length - 1 : current + step;
  links[Math.max(0, Math.min(next, links.length - 1))]?.focus();
}

/** As the down arrow does on the menu's own button. */
function openMenu() {
  const row = document.activeElement?.closest("[data-row]");
  const menu = row?.querySelector<HTMLElement>("[data-row-menu]");
  menu?.focus();
  menu?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
}
