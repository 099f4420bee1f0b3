"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";

const Toasts = dynamic(async () => (await import("./toasts")).Toasts, { ssr: false });

/**
 * Once, at the root. To confirm what was done: `import { toast } from "sonner"` and
 * `toast.success("Debited 250 credits", { action: { label: "View entry", onClick } })`.
 * What the user must act on stays on the page instead.
 *
 * It comes with the first key or press, as nothing is to be confirmed before; a toast that is
 * quicker waits for it.
 */
export function Toaster() {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    if (isWanted) return;
    const want = () => setWanted(true);
    const once = { once: true, capture: true };
    const signs = ["pointerdown", "keydown"] as const;
    for (const sign of signs) window.addEventListener(sign, want, once);
    return () => {
      for (const sign of signs) window.removeEventListener(sign, want, once);
    };
  }, [isWanted]);
  return isWanted && <Toasts />;
}
