/** A call that was made, for a shell; the key is left to the environment. */

type Call = {
  readonly method: string;
  /** Path and query, as they are kept. */
  readonly target: string;
  readonly idempotencyKey: string | null;
  readonly body: string | null;
};

/** What comes from a caller stands in single quotes: a shell reads nothing into it. */
export function curlOfCall({ method, target, idempotencyKey, body }: Call): string {
  const lines = [
    `curl --globoff ${WAYS[method] ?? `-X ${method} `}"$FLORIN_URL"${quoted(target)}`,
    '-H "x-api-key: $FLORIN_API_KEY"',
    ...(idempotencyKey === null ? [] : [`-H ${quoted(`idempotency-key: ${idempotencyKey}`)}`]),
    ...(body === null ? [] : ['-H "content-type: application/json"', `-d ${quoted(body)}`]),
  ];
  return lines.join(" \\\n  ");
}

const WAYS: Readonly<Record<string, string>> = { GET: "", HEAD: "--head " };

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
