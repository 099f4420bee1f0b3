import type { Tx } from "@/lib/db/tx";
import type { OrganizationId } from "@/lib/ids";
import { insertCharged } from "../store/charged-entities";
import type { TakenUses } from "./take-uses";

/** Keeps the uses that were charged for their entities; what was refused or free charged for none. */
export async function keepCharged(
  tx: Tx,
  organizationId: OrganizationId,
  { uses }: TakenUses,
): Promise<void> {
  const charged = [...uses].flatMap(
    ([{ entity, event, quantity }, { isTaken, linkedEventId, credits }]) =>
      entity === null || !isTaken || linkedEventId !== null || quantity <= 0n
        ? []
        : {
            ...entity,
            chargedAt: event.countedAt,
            eventId: event.id,
            occurredAt: event.occurredAt,
            credits,
          },
  );
  await insertCharged(tx, organizationId, charged);
}
