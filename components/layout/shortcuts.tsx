"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { tinykeys } from "tinykeys";
import { pageStore, usePageStore } from "./page-store";
import { replayUnheardKeys } from "./unheard-keys";

export type Shortcut = {
  /** As tinykeys writes them: `"d"`, `"g c"`, `"$mod+k"`. */
  readonly keys: string;
  readonly label: string;
  readonly group: string;
  readonly run: () => void;
};

type Registry = {
  readonly shortcuts: readonly Shortcut[];
  readonly isOn: boolean;
};

const STORED = "florin-shortcuts";

function shortcutStore() {
  // Off until it is known what was chosen.
  const store = pageStore<Registry>({ shortcuts: [], isOn: false });
  const change = (changed: Partial<Registry>) => store.set({ ...store.read(), ...changed });
  return {
    ...store,
    /** Returns how to take it back. */
    register: (shortcut: Shortcut) => {
      change({ shortcuts: [...store.read().shortcuts, shortcut] });
      return () =>
        change({ shortcuts: store.read().shortcuts.filter((other) => other !== shortcut) });
    },
    restore: () => change({ isOn: localStorage.getItem(STORED) !== "off" }),
    switchTo: (isOn: boolean) => {
      localStorage.setItem(STORED, isOn ? "on" : "off");
      change({ isOn });
    },
  };
}

type ShortcutStore = ReturnType<typeof shortcutStore>;
const StoreContext = createContext<ShortcutStore | undefined>(undefined);

/** Every shortcut of the page, bound once; what is registered is what `?` lists. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const [store] = useState(shortcutStore);
  const { shortcuts, isOn } = usePageStore(store);

  useEffect(() => store.restore(), [store]);
  useEffect(() => {
    if (!isOn) return;
    const bindings = shortcuts.map((shortcut) => [shortcut.keys, whereFree(shortcut.run)] as const);
    const unbind = tinykeys(window, Object.fromEntries(bindings));
    replayUnheardKeys();
    return unbind;
  }, [shortcuts, isOn]);

  return <StoreContext value={store}>{children}</StoreContext>;
}

/** A key for what the page can do: `useShortcut({ keys: "d", label: "Debit", group: "Customer", run: open })`. */
export function useShortcut({ keys, label, group, run }: Shortcut) {
  const store = useContext(StoreContext);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(
    () => store?.register({ keys, label, group, run: () => latest.current() }),
    [store, keys, label, group],
  );
}

/** For the list behind `?`. */
export function useShortcutRegistry(): Registry & Pick<ShortcutStore, "switchTo"> {
  const store = useContext(StoreContext);
  if (!store) throw new RangeError("useShortcutRegistry stands outside ShortcutProvider");
  return { ...usePageStore(store), switchTo: store.switchTo };
}

/** Letters typed into a field, and keys meant for a dialog or menu, are not for the page. */
const whereFree = (run: () => void) => (event: KeyboardEvent) => {
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu]"))
    return;
  if (document.querySelector("[role=dialog]")) return;
  event.preventDefault();
  run();
};
