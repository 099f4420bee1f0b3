"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

/** How toasts look; `Toaster` brings it. */
export function Toasts() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      visibleToasts={3}
      duration={5_000}
      closeButton
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-success" />,
        error: <CircleX aria-hidden className="size-4 text-danger" />,
      }}
      toastOptions={{
        actionButtonStyle: {
          background: "var(--accent)",
          color: "var(--accent-ink)",
          height: "28px",
        },
        style: {
          background: "var(--layer)",
          color: "var(--ink)",
          border: "1px solid var(--line)",
          borderRadius: "10px",
          boxShadow: "var(--shadow-layer)",
          fontFamily: '"Inter Variable", system-ui, sans-serif',
          fontSize: "0.8125rem",
        },
      }}
    />
  );
}
