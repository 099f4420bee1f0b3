import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { databaseSettings } from "@/lib/db/settings";
import { schemaSql } from "./schema-engine";

const DRAWN = "florin_drawn_from_schema";

/** What Prisma's schema can say of a database, a line each. */
const FACTS = `
  SELECT 'column ' || table_name || '.' || column_name || ' ' || udt_name
         || coalesce('(' || numeric_precision || ',' || numeric_scale || ')', '')
         || CASE is_nullable WHEN 'YES' THEN ' null' ELSE '' END
         || coalesce(' default ' || column_default, '') AS fact
    FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL
  SELECT 'enum ' || typname || ' ' || string_agg(enumlabel, ',' ORDER BY enumsortorder)
    FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid GROUP BY typname
  UNION ALL
  SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL
  SELECT 'foreign key ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
  ORDER BY fact`;

const factsOf = async (url: string): Promise<string[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ fact: string }>(FACTS);
  await client.end();
  return rows.map(({ fact }) => fact);
};

const urlOf = (database: string) => {
  const url = new URL(inject("adminUrl"));
  url.pathname = `/${database}`;
  return url.href;
};

beforeAll(async () => {
  const admin = new pg.Client({ connectionString: inject("adminUrl") });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${DRAWN}`);
  await admin.end();
  const drawn = new pg.Client({ connectionString: urlOf(DRAWN) });
  await drawn.connect();
  await drawn.query(await schemaSql(urlOf(DRAWN)));
  await drawn.end();
});

afterAll(async () => {
  const admin = new pg.Client({ connectionString: inject("adminUrl") });
  await admin.connect();
  await admin.query(`DROP DATABASE ${DRAWN} WITH (FORCE)`);
  await admin.end();
});

it("finds in a migrated database everything that the schema says", async () => {
  const migrated = new Set(await factsOf(databaseSettings().url));
  const drawn = await factsOf(urlOf(DRAWN));

  expect(drawn.length).toBeGreaterThan(200);
  expect(drawn.filter((fact) => !migrated.has(fact))).toEqual([]);
});

it("finds in the tables of the schema no column that the schema does not say", async () => {
  const drawn = new Set(await factsOf(urlOf(DRAWN)));
  const tables = new Set([...drawn].map(tableOf));
  const migrated = await factsOf(databaseSettings().url);

  const unsaid = migrated.filter((fact) => tables.has(tableOf(fact)) && !drawn.has(fact));

  expect(unsaid.filter((fact) => fact.startsWith("column "))).toEqual([]);
});

const tableOf = (fact: string) => /^column (\w+)\./.exec(fact)?.[1];
