import { describe, expect, it } from "vitest";
import { CreateApiKeyInput } from "@/lib/api-key/schema";
import { NO_GRANTS, scopesInWords, scopesOf } from "./key-words";

describe("the scopes of a key", () => {
  it("come from what was chosen", () => {
    const grants = { ...NO_GRANTS, wallets: "write", api_keys: "read" } as const;
    const scopes = scopesOf({ access: "chosen", ingest: true, grants });

    expect(scopes).toEqual(["ingest", "wallets:write", "api_keys:read"]);
    expect(CreateApiKeyInput.parse({ name: "a", scopes }).scopes).toEqual(scopes);
    expect(scopesOf({ access: "ingest", ingest: false, grants })).toEqual(["ingest"]);
    expect(scopesOf({ access: "all", ingest: false, grants })).toEqual(["*"]);
    expect(scopesOf({ access: "chosen", ingest: false, grants: NO_GRANTS })).toEqual([]);
  });

  it("are told in words", () => {
    expect(scopesInWords(["*"])).toBe("Everything");
    expect(scopesInWords(["ingest"])).toBe("Ingest only");
    expect(scopesInWords(["customers:read", "wallets:read", "wallets:write"])).toBe(
      "Write wallets; read customers",
    );
    expect(scopesInWords(["ingest", "api_keys:read"])).toBe("Ingest; read API keys");
  });
});
