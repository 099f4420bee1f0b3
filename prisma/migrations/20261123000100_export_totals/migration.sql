-- Control totals are told by unit and currency: {column: {unit: sum}}, an empty unit being none.
-- What is written keeps its sums, of which no unit is known.
UPDATE "export" SET "totals" = (
  SELECT coalesce(jsonb_object_agg("key", jsonb_build_object('', "value")), '{}')
  FROM jsonb_each("totals"))
WHERE "state" IN ('READY', 'CANCELLED');

-- What is not is begun anew, or half of its rows would stand under no unit.
DELETE FROM "export_piece" USING "export"
WHERE "export_id" = "id" AND "state" IN ('PENDING', 'WRITING', 'FAILED');
UPDATE "export" SET "cursor" = NULL, "pieces" = 0, "rows" = 0, "totals" = '{}'
WHERE "state" IN ('PENDING', 'WRITING', 'FAILED');
