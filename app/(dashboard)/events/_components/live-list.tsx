"use client";

import { useRouter } from "next/navigation";
import { parseAsBoolean, useQueryState } from "nuqs";
import { type ReactNode, useEffect, useRef, useTransition } from "react";
import { classNames } from "@/components/ui/class-names";

const EVERY_MS = 2_000;

/** Whether the list follows what comes; the address keeps it. */
export const useLive = () =>
  useQueryState("live", parseAsBoolean.withDefault(false).withOptions({ history: "replace" }));

/** Asks for the page anew while it is live, but not under the pointer or while text is selected. */
export function LiveList({
  isListening = false,
  children,
}: {
  /** Nothing came yet: the first is waited for, asked or not, wherever the pointer stands. */
  isListening?: boolean;
  children: ReactNode;
}) {
  const router = useRouter();
  const [isChosen] = useLive();
  const isLive = isChosen || isListening;
  const [isPending, startTransition] = useTransition();
  const isHeld = useRef(false);
  const isAsking = useRef(false);
  isAsking.current = isPending;

  useEffect(() => {
    if (!isLive) return;
    const ask = () => {
      if (isAsking.current || document.hidden || isSelecting()) return;
      if (isHeld.current && !isListening) return;
      startTransition(() => router.refresh());
    };
    const timer = setInterval(ask, EVERY_MS);
    return () => clearInterval(timer);
  }, [isLive, isListening, router]);

  const hold = (held: boolean) => () => {
    isHeld.current = held;
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only holds the list still
    <div
      onMouseEnter={hold(true)}
      onMouseLeave={hold(false)}
      className={classNames("grid grid-cols-1")}
    >
      {children}
    </div>
  );
}

const isSelecting = () => (document.getSelection()?.toString() ?? "") !== "";
