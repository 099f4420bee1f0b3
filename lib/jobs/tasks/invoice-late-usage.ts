import { invoiceLateUsage } from "@/lib/subscription/writes/invoice-late-usage";
import type { Task } from "../task";
import { reported } from "./report-run";

/** Use in money that came after a customer's last subscription had ended. */
export const invoiceUsageOfTheEnded: Task = async ({ name, at }) =>
  reported(name, await invoiceLateUsage(at));
