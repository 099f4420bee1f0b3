import { log } from "@/lib/log";
import { dropOldEvents } from "@/lib/usage/writes/drop-old-events";
import type { Task } from "../task";

/** Raw events that their organizations no longer keep; by real time, as they were recorded. */
export const dropEventsNotKept: Task = async ({ name, at }) => {
  const gone = await dropOldEvents(at);
  if (gone > 0) log().info({ task: name, events: gone }, "old events dropped");
};
