"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { tinykeys } from "tinykeys";

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
  readonly switchTo: (isOn: boolean) => void;
};

/** Returns how to take it back. */
type Register = (shortcut: Shortcut) => () => void;

const STORED = "florin-shortcuts";
const RegistryContext = createContext<Registry | undefined>(undefined);
// Apart from the list, so that registering a key renders nobody but the list's reader.
const RegisterContext = createContext<Register | undefined>(undefined);

/** Every shortcut of the page, bound once; what is registered is what `?` lists. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[]>([]);
  const [isOn, setOn] = useState(true);

  useEffect(() => setOn(localStorage.getItem(STORED) !== "off"), []);
  useEffect(() => {
    if (!isOn) return;
    const bindings = shortcuts.map((shortcut) => [shortcut.keys, whereFree(shortcut.run)] as const);
    return tinykeys(window, Object.fromEntries(bindings));
  }, [shortcuts, isOn]);

  const register = useCallback<Register>((shortcut) => {
    setShortcuts((all) => [...all, shortcut]);
    return () => setShortcuts((all) => all.filter((other) => other !== shortcut));
  }, []);
  const registry = useMemo<Registry>(
    () => ({
      shortcuts,
      isOn,
      switchTo: (next) => {
        localStorage.setItem(STORED, next ? "on" : "off");
        setOn(next);
      },
    }),
    [shortcuts, isOn],
  );
  return (
    <RegisterContext value={register}>
      <RegistryContext value={registry}>{children}</RegistryContext>
    </RegisterContext>
  );
}

/** A key for what the page can do: `useShortcut({ keys: "d", label: "Debit", group: "Customer", run: open })`. */
export function useShortcut({ keys, label, group, run }: Shortcut) {
  const register = useContext(RegisterContext);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(
    () => register?.({ keys, label, group, run: () => latest.current() }),
    [register, keys, label, group],
  );
}

/** For the list behind `?`. */
export function useShortcutRegistry(): Registry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new RangeError("useShortcutRegistry stands outside ShortcutProvider");
  return registry;
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
