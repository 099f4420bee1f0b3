-- What credits paid for use since the start of a commitment's period, as far as it was recorded before
-- `through`: a year of a busy customer's ledger is not read again at each look.
CREATE TABLE kept_drawn_use (
  customer_id UUID NOT NULL,
  starts_at TIMESTAMPTZ(3) NOT NULL,
  organization_id UUID NOT NULL,
  through TIMESTAMPTZ(3) NOT NULL,
  parts JSONB NOT NULL,
  CONSTRAINT kept_drawn_use_pkey PRIMARY KEY (customer_id, starts_at)
);
