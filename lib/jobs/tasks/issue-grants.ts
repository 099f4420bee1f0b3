import { issueDueGrants } from "@/lib/subscription/writes/issue-due-grants";
import type { Task } from "../task";
import { reported } from "./report-run";

/** The credits of plans that fell due within their periods. */
export const issueGrants: Task = async ({ name, at }) => reported(name, await issueDueGrants(at));
