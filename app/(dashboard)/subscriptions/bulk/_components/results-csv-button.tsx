"use client";

import { Download } from "lucide-react";
import { ActionButton } from "@/components/form/action-button";
import type { BulkResult } from "@/lib/subscription/schema/bulk";
import { bulkResultsCsvAction } from "../actions";

/** The results as a file; the server writes it, so that no spreadsheet runs a cell of it. */
export function ResultsCsvButton({ results }: { results: readonly BulkResult[] }) {
  return (
    <ActionButton run={() => bulkResultsCsvAction({ results: [...results] })} onDone={save}>
      <Download aria-hidden />
      Results as CSV
    </ActionButton>
  );
}

function save(text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "subscribed.csv";
  link.click();
  URL.revokeObjectURL(url);
}
