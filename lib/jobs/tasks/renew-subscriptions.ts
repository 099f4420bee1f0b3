import { renewSubscriptions } from "@/lib/subscription/writes/renew-subscriptions";
import type { Task } from "../task";
import { reported } from "./report-run";

/** The periods that ended: each closed at its end, the next one opened. */
export const renewDueSubscriptions: Task = async ({ name, at }) =>
  reported(name, await renewSubscriptions(at));
