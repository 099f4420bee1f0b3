/** An operation's example as a command line. */

type Call = {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { name: string; in: string; example?: unknown }[];
  readonly body: unknown;
};

export function curlOf({ method, path, parameters, body }: Call): string {
  const examplesIn = (place: string) =>
    parameters.filter((one) => one.in === place && one.example !== undefined);
  const filled = examplesIn("path").reduce(
    (text, { name, example }) => text.replace(`{${name}}`, encodeURIComponent(String(example))),
    path,
  );
  const query = new URLSearchParams(
    examplesIn("query").map(({ name, example }) => [name, String(example)]),
  ).toString();
  const address = `"$FLORIN_URL/v1${filled}${query && `?${query}`}"`;
  const lines = [
    `curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}${address}`,
    `-H "x-api-key: $FLORIN_API_KEY"`,
    ...(body === undefined
      ? []
      : ['-H "content-type: application/json"', `-d ${quoted(JSON.stringify(body, null, 2))}`]),
  ];
  return lines.join(" \\\n  ");
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
