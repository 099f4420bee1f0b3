/** Notes every row that any table gains, changes or loses: to show that nothing was. */
import { readSql } from "@/lib/db/transact";

export type RowChange = {
  readonly table: string;
  /** Null: the table says of none whose it is. */
  readonly organizationId: string | null;
};

/** Who called, and when a key was last seen: kept of refused calls too. */
const UNWATCHED_TABLE = "request_log";
const UNWATCHED_COLUMN = "last_used_at";

const NOTE = `
  CREATE TABLE row_change ("table" text NOT NULL, organization_id text);
  CREATE FUNCTION note_row_change() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    was jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) - '${UNWATCHED_COLUMN}' END;
    became jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) - '${UNWATCHED_COLUMN}' END;
  BEGIN
    IF was IS DISTINCT FROM became THEN
      INSERT INTO row_change VALUES (TG_TABLE_NAME, coalesce(became, was) ->> 'organization_id');
    END IF;
    RETURN NULL;
  END $$;
  DO $$
  DECLARE watched regclass;
  BEGIN
    FOR watched IN
      SELECT c.oid FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname IN ('public', 'graphile_worker') AND c.relkind IN ('r', 'p')
        AND NOT c.relispartition AND c.relname NOT IN ('row_change', '${UNWATCHED_TABLE}')
    LOOP
      EXECUTE format('CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON %s
        FOR EACH ROW EXECUTE FUNCTION note_row_change()', watched);
    END LOOP;
  END $$;`;

/** Watches all tables of this test's database from now on. */
export async function watchRows(): Promise<void> {
  for (const statement of NOTE.split(/;\n(?= {2}(?:CREATE|DO))/)) await readSql(statement);
}

/** What was committed since this was asked last. */
export async function changedRows(): Promise<readonly RowChange[]> {
  const rows = await readSql('DELETE FROM row_change RETURNING "table", organization_id');
  return rows.map((row) => ({
    table: String(row.table),
    organizationId: row.organization_id === null ? null : String(row.organization_id),
  }));
}
