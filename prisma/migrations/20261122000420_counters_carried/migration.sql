-- A prorated change of plan or tier goes on within the period: a successor's price counts from where the use before it stood.
ALTER TABLE usage_counter
  ADD COLUMN carried_quantity NUMERIC(38, 9) NOT NULL DEFAULT 0,
  ADD COLUMN carried_events BIGINT NOT NULL DEFAULT 0;
