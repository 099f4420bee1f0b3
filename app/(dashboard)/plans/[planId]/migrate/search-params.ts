import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { CHANGE_TIMES } from "@/lib/subscription/rules/change-direction";

export const loadMigrateParams = createLoader({
  when: parseAsStringLiteral(CHANGE_TIMES).withDefault("period_end"),
});
