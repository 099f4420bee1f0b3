"use client";

import { Download } from "lucide-react";
import { ActionButton } from "@/components/form/action-button";
import { buttonLook } from "@/components/ui/button";
import type { ExportView } from "@/lib/export/schema";
import { cancelExportAction, retryExportAction } from "../actions";

/** What can be done with an export as it stands. */
export function ExportDeeds({ of: { id, name, state } }: { of: ExportView }) {
  const exportId = id;
  switch (state) {
    case "READY":
      return (
        <span className="flex justify-end gap-1">
          <FileLink href={`/exports/${id}/download`} label={`Download: ${name}`}>
            <Download aria-hidden />
            Download
          </FileLink>
          <FileLink href={`/exports/${id}/download?bom=1`} label={`Download for Excel: ${name}`}>
            For Excel
          </FileLink>
        </span>
      );
    case "FAILED":
      return (
        <ActionButton
          size="sm"
          aria-label={`Try again: ${name}`}
          run={() => retryExportAction({ exportId })}
        >
          Try again
        </ActionButton>
      );
    case "PENDING":
    case "WRITING":
      return (
        <ActionButton
          size="sm"
          aria-label={`Cancel: ${name}`}
          run={() => cancelExportAction({ exportId })}
        >
          Cancel
        </ActionButton>
      );
    case "CANCELLED":
      return null;
  }
}

function FileLink({
  href,
  label,
  children,
}: {
  href: string;
  label: string;
  children: React.ReactNode;
}) {
  return (
    <a href={href} aria-label={label} className={buttonLook({ size: "sm" })}>
      {children}
    </a>
  );
}
