"use client";

import { Download } from "lucide-react";
import { ActionButton } from "@/components/form/action-button";
import type { BulkResult } from "@/lib/subscription/schema/bulk";
import type { ActionResult } from "@/lib/transport/result";
import { bulkResultsCsvAction } from "../actions";

/** The results as a file; the server writes it, so that no spreadsheet runs a cell of it. */
export function ResultsCsvButton({ results }: { results: readonly BulkResult[] }) {
  return (
    <ActionButton run={() => textOf(results)} onDone={save}>
      <Download aria-hidden />
      Results as CSV
    </ActionButton>
  );
}

/** More at once would be more than the server takes in one call. */
const MOST = 500;

async function textOf(results: readonly BulkResult[]): Promise<ActionResult<string>> {
  let text = "";
  for (let from = 0; from < results.length; from += MOST) {
    const answer = await bulkResultsCsvAction({ results: results.slice(from, from + MOST) });
    if (!answer.ok) return answer;
    const isFirst = from === 0;
    text += isFirst ? answer.value : answer.value.slice(answer.value.indexOf("\n") + 1);
  }
  return { ok: true, value: text };
}

function save(text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "subscribed.csv";
  link.click();
  URL.revokeObjectURL(url);
}
