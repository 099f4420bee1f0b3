import { idText } from "@/lib/ids";
import type { MigrationView } from "../schema/migration";
import type { MigrationRecord } from "../store/migrations";

export const migrationView = (migration: MigrationRecord): MigrationView => ({
  id: idText("mig", migration.id),
  status: migration.status,
  when: migration.time,
  total: migration.total,
  moved: migration.moved,
  failures: [...migration.failures],
  requestedBy: migration.requestedBy,
  createdAt: migration.createdAt.toISOString(),
  finishedAt: migration.finishedAt?.toISOString() ?? null,
});
