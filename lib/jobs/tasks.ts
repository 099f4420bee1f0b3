/** The jobs there are, by the name under which they are queued. */
import type { TaskList } from "graphile-worker";

export const TASKS = {} satisfies TaskList;
