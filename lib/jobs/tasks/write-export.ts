import * as z from "zod";
import { writeExport } from "@/lib/export/writes/write-export";
import type { ExportId } from "@/lib/ids";
import { jobContext, type Task } from "../task";

const Payload = z.object({ exportId: z.uuid() });

/** A list that somebody wants as a file; tried again, it goes on. */
export const writeAskedExport: Task = async (job) => {
  const { exportId } = Payload.parse(job.payload);
  await writeExport(exportId as ExportId, (organizationId) => jobContext(job, organizationId));
};
