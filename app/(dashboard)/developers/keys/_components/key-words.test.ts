import { describe, expect, it } from "vitest";
import { CreateApiKeyInput } from "@/lib/api-key/schema";
import { NO_GRANTS, scopesInWords, scopesOf } from "./key-words";

describe("the scopes of a key", () => {
  it("come from what was chosen", () => {
    const grants = { ...NO_GRANTS, wallets: "write", api_keys: "read" } as const;
    const none = { ingest: false, overdraw: false };
    const scopes = scopesOf({ access: "chosen", ...{ ingest: true, overdraw: true }, grants });

    expect(scopes).toEqual(["ingest", "wallets:write", "api_keys:read", "wallets:overdraw"]);
    expect(CreateApiKeyInput.parse({ name: "a", scopes }).scopes).toEqual(scopes);
    expect(scopesOf({ access: "ingest", ...none, grants })).toEqual(["ingest"]);
    expect(scopesOf({ access: "all", ...none, grants })).toEqual(["*"]);
    expect(scopesOf({ access: "chosen", ...none, grants: NO_GRANTS })).toEqual([]);
  });

  it("are told in words", () => {
    expect(scopesInWords(["*"])).toBe("Everything");
    expect(scopesInWords(["ingest"])).toBe("Ingest only");
    expect(scopesInWords(["customers:read", "wallets:read", "wallets:write"])).toBe(
      "Write wallets; read customers",
    );
    expect(scopesInWords(["ingest", "api_keys:read"])).toBe("Ingest; read API keys");
    expect(scopesInWords(["wallets:write", "wallets:overdraw"])).toBe(
      "Write wallets; leave overage",
    );
  });
});
