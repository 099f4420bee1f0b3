import { keepDrawnUse } from "@/lib/subscription/writes/keep-drawn-use";
import type { Task } from "../task";
import { reported } from "./report-run";

/** What credits paid for use under commitments, summed up as far as it stands for good. */
export const keepDrawnUseOfCommitments: Task = async (job) =>
  reported(job.name, await keepDrawnUse(job.at));
