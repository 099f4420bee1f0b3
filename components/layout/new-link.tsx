"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { useShortcut } from "./shortcuts";

/** The primary action of a list, also by `n`: `<NewLink href="/plans/new">New plan</NewLink>`. */
export function NewLink({ href, children }: { href: string; children: string }) {
  const router = useRouter();
  useShortcut({ keys: "n", label: children, group: "Lists", run: () => router.push(href) });
  return (
    <ButtonLink href={href} variant="primary">
      <Plus aria-hidden />
      {children as ReactNode}
    </ButtonLink>
  );
}
