import { Code } from "./code";

const RULES: readonly (readonly [string, string])[] = [
  [
    "Key",
    "Send it as x-api-key, or as Authorization: Bearer. A key belongs to one organization and has scopes; a test key moves nothing but test credits.",
  ],
  [
    "Amounts",
    "Decimals are text on the way out. On the way in a number of at most 15 digits is taken too.",
  ],
  ["Times", "RFC 3339 with an offset on the way in, Z on the way out."],
  [
    "Repeats",
    "What moves credits or money takes an idempotency key, as the header or in the body. A repeat is answered as the first time, with Idempotency-Replayed: true. Events are told apart by event_id.",
  ],
  [
    "Previews",
    "An operation that moves credits has a twin …/preview with the same body that changes nothing. Its fingerprint, sent with the real call, holds that call to the outcome.",
  ],
  [
    "Lists",
    "Newest first, limit and offset; those that grow without bound are walked by cursor and next_cursor.",
  ],
  ["Request ids", "X-Request-Id is taken from the call or made, answered, and kept in the log."],
];

const FIRST_CALL = `curl "$FLORIN_URL/v1/check" \\
  -H "x-api-key: $FLORIN_API_KEY" \\
  -H "content-type: application/json" \\
  -d '{ "external_customer_id": "acme", "feature_key": "ai_messages", "quantity": "1" }'`;

/** What holds for every operation. */
export function CallWords() {
  return (
    <div className="grid gap-4">
      <Code label="A first call" text={FIRST_CALL} />
      <dl className="grid gap-x-8 gap-y-3 text-sm md:grid-cols-2">
        {RULES.map(([term, words]) => (
          <div key={term}>
            <dt className="font-medium">{term}</dt>
            <dd className="text-muted">{words}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
