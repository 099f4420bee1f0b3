-- Fees in credits that wait to be paid, each draw by itself: that of a period, and more that was bought within it.
ALTER TABLE subscription ADD COLUMN waiting_fees JSONB NOT NULL DEFAULT '[]';
