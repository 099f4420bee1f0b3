-- What takes a subscription's place at its end, known to its last close: what rolls of its commitment passes on.
ALTER TABLE subscription ADD COLUMN successor_version_id UUID;
