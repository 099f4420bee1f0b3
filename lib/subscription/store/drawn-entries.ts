/** Which entries of a transaction `done` are use that credits paid for, and of which feature. */

/** What was reversed, or settled of a lot, is of its own feature. */
export const FEATURE = "coalesce(done.feature_id, undone.feature_id, overage_lot.feature_id)";
export const CREDITS =
  "CASE WHEN entry.to_account = 'CONSUMED' THEN entry.amount ELSE -entry.amount END";
export const ENTRIES = `LEFT JOIN ledger_transaction AS undone ON undone.id = done.reverses_id
       JOIN ledger_entry AS entry ON entry.transaction_id = done.id
       LEFT JOIN overage_lot ON overage_lot.id = entry.lot_id
       WHERE entry.grant_id IS NOT NULL AND 'CONSUMED' IN (entry.from_account, entry.to_account)`;
