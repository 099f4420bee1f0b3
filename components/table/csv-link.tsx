"use client";

import { Download } from "lucide-react";
import { buttonLook } from "@/components/ui/button";
import { useHref } from "./use-href";

/**
 * What is seen, as a file: the same filters and sort, sent to `href`: `<CsvLink href="/customers/export" />`.
 * Where the list is too long for that, it leads to the export that will be the file.
 */
export function CsvLink({ href, label = "Export CSV" }: { href: string; label?: string }) {
  const { params } = useHref();
  const query = params.toString();
  return (
    <a href={query ? `${href}?${query}` : href} className={buttonLook({ variant: "secondary" })}>
      <Download aria-hidden />
      {label}
    </a>
  );
}
