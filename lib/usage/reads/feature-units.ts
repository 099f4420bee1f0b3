import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type UnitsOf, unitsIn } from "../view/units";

/** What the organization's features are counted and read in. */
export const findFeatureUnits = async ({ organizationId }: Context): Promise<UnitsOf> =>
  unitsIn(await loadCatalog({ sql: readSql }, organizationId));
