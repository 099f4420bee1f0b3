import { parseEnvironment } from "@/lib/env";
import { log } from "@/lib/log";
import { trimRequests } from "@/lib/request-log/writes/trim-requests";
import type { Task } from "../task";

const A_DAY_MS = 86_400_000;

/** The request log keeps so many days; by real time, as it was written. */
export const trimRequestLog: Task = async (job) => {
  const settings = parseEnvironment(process.env);
  // The process began with settings that are right; without them nothing is thrown away.
  if (!settings.ok) return;
  const days = settings.environment.REQUEST_LOG_DAYS;
  const gone = await trimRequests(new Date(job.at.getTime() - days * A_DAY_MS));
  if (gone > 0) log().info({ task: job.name, requests: gone }, "request log trimmed");
};
