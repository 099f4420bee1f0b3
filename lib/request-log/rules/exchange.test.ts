import { describe, expect, it } from "vitest";
import { curlOfCall } from "./curl";
import { prettyJson } from "./exact-json";
import { exchangeOf, type RawExchange } from "./exchange";
import { wordsOfAnswer } from "./faults";
import { keptTarget } from "./kept-target";

const RAW: RawExchange = {
  target: "/v1/wallets/wal_1/top-up?a=b",
  idempotencyKey: "k-1",
  contentType: "application/json",
  bodyBytes: 22,
  body: { state: "READ", text: '{"credits_to_add":"x"}' },
  answer: '{"status":400}',
};

describe("exchangeOf", () => {
  it("keeps what was said", () => {
    expect(exchangeOf(RAW)).toEqual({
      ...{ target: RAW.target, idempotencyKey: "k-1", contentType: "application/json" },
      ...{ bodyBytes: 22, bodyState: "WHOLE", body: '{"credits_to_add":"x"}' },
      ...{ answer: '{"status":400}', isAnswerCut: false },
    });
  });

  it("keeps no more than what became of a body that is no JSON, too large, or was never read", () => {
    const bodyOf = (body: RawExchange["body"]) => {
      const kept = exchangeOf({ ...RAW, body });
      return [kept.bodyState, kept.body];
    };
    expect(bodyOf({ state: "READ", text: "password=x" })).toEqual(["NOT_JSON", null]);
    expect(bodyOf({ state: "TOO_LARGE" })).toEqual(["TOO_LARGE", null]);
    expect(bodyOf({ state: "UNREAD" })).toEqual(["UNREAD", null]);
    expect(bodyOf({ state: "READ", text: JSON.stringify("x".repeat(5_000)) })[0]).toBe("CUT");
  });

  it("hides secrets in headers and in the answer too, and cuts them", () => {
    const kept = exchangeOf({
      ...{ ...RAW, idempotencyKey: "fl_live_abc", contentType: "x".repeat(300) },
      answer: '{"details":{"id":"fl_live_abc"}}',
    });
    expect(kept).toMatchObject({ idempotencyKey: "[redacted]", contentType: "x".repeat(255) });
    expect(kept.answer).toBe('{"details":{"id":"[redacted]"}}');
  });
});

describe("keptTarget", () => {
  it("leaves an address as it was written", () => {
    const target =
      "/v1/customers/a%20b/usage?from=2026-01-01T00%3A00%3A00Z&q=a+b&empty=&flag&%zz=1";
    expect(keptTarget(target)).toBe(target);
  });

  it("hides what is given under a secret's name, or looks like one", () => {
    expect(keptTarget("/v1/wallets?api_key=abc&X-Token=d%20e&limit=1&token=")).toBe(
      "/v1/wallets?api_key=%5Bredacted%5D&X-Token=%5Bredacted%5D&limit=1&token=",
    );
    expect(keptTarget("/v1/customers/fl%5Flive%5Fabc?q=sk%5Flive_12345678901&fl_test_a=1")).toBe(
      "/v1/customers/%5Bredacted%5D?q=%5Bredacted%5D&%5Bredacted%5D=1",
    );
  });

  it("is cut where it is long", () => {
    expect(keptTarget(`/v1/${"a".repeat(3_000)}`)).toMatch(/^\/v1\/a{1996}…$/);
  });
});

describe("wordsOfAnswer", () => {
  it("names each field as a person would", () => {
    const errors = [
      { pointer: "/events/3/properties/a~1b", code: "missing", detail: "Required" },
      { pointer: "", code: "invalid_json", detail: "The body is not valid JSON" },
      "… 80 more",
    ];
    const detail = "Some fields need another look";
    expect(wordsOfAnswer(JSON.stringify({ detail, errors }))).toEqual({
      said: detail,
      faults: [
        { field: "events › item 4 › properties › a/b", said: "Required" },
        { field: "", said: "The body is not valid JSON" },
        { field: "", said: "… 80 more" },
      ],
    });
  });

  it("finds none where an answer tells of none", () => {
    for (const answer of ["null", "{}", '{"errors":[]}', '{"errors":[1,{}]}', "[1]"]) {
      expect(wordsOfAnswer(answer)).toEqual({ said: "The call was refused", faults: [] });
    }
  });
});

describe("curlOfCall", () => {
  const call = { method: "GET", target: "/v1/wallets", idempotencyKey: null, body: null };

  it("asks again what was asked, without the key", () => {
    expect(curlOfCall(call)).toBe(
      'curl --globoff "$FLORIN_URL"\'/v1/wallets\' \\\n  -H "x-api-key: $FLORIN_API_KEY"',
    );
    const post = { ...call, method: "POST", idempotencyKey: "k-1", body: '{"a":"it\'s"}' };
    expect(curlOfCall(post).split(" \\\n  ")).toEqual([
      "curl --globoff -X POST \"$FLORIN_URL\"'/v1/wallets'",
      '-H "x-api-key: $FLORIN_API_KEY"',
      "-H 'idempotency-key: k-1'",
      '-H "content-type: application/json"',
      "-d '{\"a\":\"it'\\''s\"}'",
    ]);
  });

  it("lets a shell read nothing into what a caller sent", () => {
    const target = "/v1/$(reboot)`reboot`\"'; reboot";
    expect(curlOfCall({ ...call, target })).toContain(
      "\"$FLORIN_URL\"'/v1/$(reboot)`reboot`\"'\\''; reboot' ",
    );
  });
});

it("prints JSON over lines, numbers as they were spelled", () => {
  expect(prettyJson('{"a":[12345678901234567891]}')).toBe(
    '{\n  "a": [\n    12345678901234567891\n  ]\n}',
  );
});
