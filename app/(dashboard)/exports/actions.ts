"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { cancelExport } from "@/lib/export/writes/cancel-export";
import { retryExport } from "@/lib/export/writes/retry-export";
import { ExportId } from "@/lib/ids";
import { action } from "@/lib/transport/action";
import { exportContext } from "@/lib/transport/export";

const input = z.object({ exportId: ExportId });

export const cancelExportAction = action({
  permission: "report:read",
  input,
  async run(_, { exportId }) {
    await cancelExport(await exportContext(exportId), exportId);
    revalidatePath("/exports");
  },
});

export const retryExportAction = action({
  permission: "report:read",
  input,
  async run(_, { exportId }) {
    await retryExport(await exportContext(exportId), exportId);
    revalidatePath("/exports");
  },
});
