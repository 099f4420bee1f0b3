import type { Context } from "@/lib/context";
import { transactHot } from "@/lib/db/transact";
import type { OrganizationId } from "@/lib/ids";
import { deleteExpired, touchAbandoned } from "../store/writing";
import { queueWriting } from "./ask-export";
import { audit } from "./audit-export";

/** A piece takes seconds. Whoever writes no further for so long was killed. */
const ABANDONED_AFTER_SECONDS = 120;
const AT_ONCE = 50;

export type Tended = { readonly taken: number; readonly removed: number };

/** Has what was abandoned taken up, and removes what has had its time. */
export function tendExports(
  at: Date,
  contextOf: (organizationId: OrganizationId) => Context,
): Promise<Tended> {
  return transactHot(async (tx) => {
    const abandoned = await touchAbandoned(tx, ABANDONED_AFTER_SECONDS, AT_ONCE);
    for (const id of abandoned) await queueWriting(tx, id);
    const expired = await deleteExpired(tx, at, AT_ONCE);
    for (const of of expired) {
      await audit(tx, contextOf(of.organizationId), of, { action: "export.expired" });
    }
    return { taken: abandoned.length, removed: expired.length };
  });
}
