/** The jobs there are, by the name under which they are queued; one file each in `tasks/`. */
import type { Task } from "./task";

export const TASKS: Readonly<Record<string, Task>> = {};
