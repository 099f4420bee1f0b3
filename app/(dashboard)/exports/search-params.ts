import { createLoader, parseAsString } from "nuqs/server";
import { ExportId } from "@/lib/ids";

export const loadExportParams = createLoader({
  after: parseAsString,
  /** The export that was just asked for. */
  row: parseAsString,
});

/** What is no cursor begins at the newest: a link may be old. */
export const cursorIn = (after: string | null): ExportId | null =>
  ExportId.safeParse(after).data ?? null;
