"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

/**
 * Once, at the root. To confirm what was done: `import { toast } from "sonner"` and
 * `toast.success("Debited 250 credits", { action: { label: "View entry", onClick } })`.
 * What the user must act on stays on the page instead.
 */
export function Toaster() {
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
