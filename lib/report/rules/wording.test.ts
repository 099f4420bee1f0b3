import { describe, expect, it } from "vitest";
import { type Act, wordingOf } from "./wording";

const act = (over: Partial<Act>): Act => ({
  action: "thing.changed",
  entity: "thing",
  customer: null,
  after: {},
  ...over,
});

describe("wordingOf", () => {
  it.each([
    [
      { action: "wallet.debited", customer: "Acme", after: { amount: "20000.5" } },
      "debited 20,000.5 credits from Acme",
    ],
    [{ action: "wallet.credited", customer: "Acme" }, "gave credits to Acme"],
    [
      { action: "hold.placed", entity: "transaction", customer: "Acme", after: { amount: "40" } },
      "held 40 credits of Acme",
    ],
    [
      {
        action: "grant.transferred",
        entity: "transaction",
        customer: "Acme",
        after: { amount: "5" },
      },
      "moved 5 credits out of a wallet of Acme",
    ],
    [{ action: "invoice.payment_recorded", customer: "Acme" }, "recorded a payment of Acme"],
    [{ action: "invoice.payment_failed", customer: "Acme" }, "recorded a failed payment of Acme"],
    [
      { action: "invoice.issued", customer: "Acme", after: { number: "INV-2026-0001" } },
      "issued invoice INV-2026-0001 to Acme",
    ],
    [{ action: "subscription.started", customer: "Acme" }, "started a subscription for Acme"],
    [
      { action: "customer.created", entity: "customer", customer: "Acme", after: { name: "Acme" } },
      "created customer Acme",
    ],
    [
      { action: "pack.archived", entity: "pack", after: { name: "Growth" } },
      "archived pack Growth",
    ],
    [
      { action: "subscription.change_scheduled", customer: "Acme" },
      "scheduled a change of plan of Acme",
    ],
    [
      { action: "subscription.billing_changed", customer: "Acme" },
      "changed how the subscription of Acme is billed",
    ],
    [
      { action: "export.asked", entity: "export", after: { name: "Ledger" } },
      "asked for an export of Ledger",
    ],
    [
      { action: "export.written", entity: "export", after: { name: "Ledger" } },
      "wrote the export of Ledger",
    ],
    [{ action: "plan.migration_started", entity: "plan" }, "began to move a plan's subscribers"],
    [{ action: "api_key.revoked", entity: "api_key", after: {} }, "revoked API key"],
  ])("says %j as %s", (over, text) => {
    expect(wordingOf(act(over))).toBe(text);
  });
});
