import { describe, expect, it } from "vitest";
import { callOf } from "./try-call";

const PATH = { name: "walletId", place: "path", isRequired: true };
const KEY = { name: "Idempotency-Key", place: "header", isRequired: false };
const DEBIT = { method: "POST", path: "/wallets/{walletId}/debit", parameters: [PATH, KEY] };
const LIST = {
  ...{ method: "GET", path: "/customers" },
  parameters: [{ name: "limit", place: "query", isRequired: false }],
};
const NOTHING = { key: "", values: {}, body: null };

describe("callOf", () => {
  it("puts each parameter in its place, and leaves out what was not filled in", () => {
    const filled = { walletId: "wal_1/2", "Idempotency-Key": "k1" };
    expect(callOf(DEBIT, { key: "fl_test_1", values: filled, body: "{}" })).toEqual({
      ok: true,
      address: "/v1/wallets/wal_1%2F2/debit",
      init: {
        ...{ method: "POST", credentials: "omit", body: "{}" },
        headers: {
          ...{ accept: "application/json", "content-type": "application/json" },
          ...{ "x-api-key": "fl_test_1", "Idempotency-Key": "k1" },
        },
      },
    });
    expect(callOf(LIST, { ...NOTHING, values: { limit: "" } })).toMatchObject({
      address: "/v1/customers",
    });
    expect(callOf(LIST, { ...NOTHING, values: { limit: "2" } })).toMatchObject({
      address: "/v1/customers?limit=2",
    });
  });

  it.each([
    ["", "{}"],
    ["fl_live_1", "{}"],
  ])("changes nothing without a test key: %j", (key, body) => {
    expect(callOf(DEBIT, { key, values: { walletId: "wal_1" }, body })).toEqual({
      ok: false,
      fault: expect.stringContaining("Enter a test key"),
    });
  });

  it("says what is missing, and what is no JSON", () => {
    const key = "fl_test_1";
    expect(callOf(DEBIT, { key, values: {}, body: "{}" })).toEqual({
      ...{ ok: false, fault: "Enter walletId" },
    });
    expect(callOf(DEBIT, { key, values: { walletId: "wal_1" }, body: "{" })).toEqual({
      ...{ ok: false, fault: "The body is no JSON" },
    });
  });
});
