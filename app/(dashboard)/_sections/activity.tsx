import type { Context } from "@/lib/context";
import { listActivity } from "@/lib/report/reads/attention";
import { ActivityList } from "../customers/_components/activity-list";

const SHOWN = 20;

/** What people, keys and the system did last. */
export async function Activity({ ctx }: { ctx: Context }) {
  const items = await listActivity(ctx, { limit: SHOWN });
  return <ActivityList title="Recent activity" items={items} namesCustomer />;
}
