import { describe, expect, it } from "vitest";
import { isSecret, isSecretName, withoutSecrets } from "./secret";

describe("isSecretName", () => {
  it("knows the names that secrets stand under, in any spelling", () => {
    const names = [
      ...["password", "PASSWORD", "newPassword", "db-password", "passwd", "Passwort", "pwd"],
      ...["secret", "client_secret", "clientSecret", "token", "access-token", "refreshToken"],
      ...["authorization", "Authorization", "proxy-authorisation", "auth", "cookie", "set-cookie"],
      ...["api_key", "apiKey", "API_KEY", "x-api-key", "X-API-Key", "private key", "signingKey"],
      ...["card", "card.number", "cardNumber", "credit_card", "cvc", "userPIN", "iban", "otp"],
    ];
    for (const name of names) expect(isSecretName(name), name).toBe(true);
  });

  it("leaves the names that bodies are read for", () => {
    const names = [
      ...["external_id", "event_name", "lookup_key", "idempotency_key", "api_key_id", "apiKeyIds"],
      ...["author", "discard", "scorecard", "shipping", "company", "amount", "feature_key", ""],
    ];
    for (const name of names) expect(isSecretName(name), name).toBe(false);
  });
});

describe("isSecret", () => {
  it("hides what could tell something", () => {
    for (const value of ["x", 4711, ["x"], { deep: "x" }]) {
      expect(isSecret("password", value)).toBe(true);
    }
    for (const value of [null, true, false, ""]) expect(isSecret("password", value)).toBe(false);
  });

  it("takes a number of tokens for a count, and their text for tokens", () => {
    expect(isSecret("input_tokens", 1200)).toBe(false);
    expect(isSecret("tokens", "1200")).toBe(true);
    expect(isSecret("token", 1200)).toBe(true);
  });
});

describe("withoutSecrets", () => {
  it("finds by their look what stands in a text", () => {
    const secrets = [
      ["key fl_live_4eC39HqLyjWDarjtT1zdp7dcXXXXXXXXXXXXXXXX was", "key [redacted] was"],
      ["fl_test_abc", "[redacted]"],
      ["sk_live_4eC39HqLyjWDarjtT1zdp7dc", "[redacted]"],
      ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "[redacted]"],
      ["Authorization: Bearer abc.def", "Authorization: Bearer [redacted]"],
      ["authorization=Basic dXNlcjpwYXNz", "authorization=Basic [redacted]"],
      ["bearer abc.def", "bearer [redacted]"],
      ["eyJhbGciOi.eyJzdWIiOi.c2ln", "[redacted]"],
      ["https://x.example/?a=1&token=abc&b=2", "https://x.example/?a=1&token=[redacted]&b=2"],
      ['{"password": "hunter2"}', '{"password": "[redacted]"}'],
      ['{\\"api_key\\":\\"hunter2\\"}', '{\\"api_key\\":\\"[redacted]\\"}'],
      ["postgresql://me:hunter2@db/x", "postgresql://me:[redacted]@db/x"],
      ["-----BEGIN RSA PRIVATE KEY-----\nMII\nE=\n-----END RSA PRIVATE KEY-----!", "[redacted]!"],
      ["-----BEGIN PRIVATE KEY-----\nMII", "[redacted]"],
    ];
    for (const [text = "", kept] of secrets) expect(withoutSecrets(text)).toBe(kept);
  });

  it("leaves everything else as it is", () => {
    const texts = [
      "risk_test_run",
      "https://x.example/a?b=c",
      'Unknown key "token"',
      "eyJ",
      "a@b.c",
    ];
    for (const text of texts) expect(withoutSecrets(text)).toBe(text);
  });

  it("takes no longer for a text made to take long", () => {
    for (const part of [
      "eyJ",
      "token",
      "//a:",
      "fl_live_",
      "-----BEGIN PRIVATE KEY-----",
      "bearer ",
    ]) {
      expect(withoutSecrets(part.repeat(65_536 / part.length))).toBeTypeOf("string");
    }
  });
});
