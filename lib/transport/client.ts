/** Browser side: things as the API tells them, asked with the dashboard's session. */
import { queryOptions } from "@tanstack/react-query";
import * as z from "zod";

/** @param path of a GET of the API, behind `/v1`. */
export const apiObjectOptions = (path: string) =>
  queryOptions({
    queryKey: ["api", path] as const,
    queryFn: ({ signal }) => fetchText(path, signal),
    // What is looked at here is what is there now.
    staleTime: 0,
    retry: false,
  });

/** The API's own words for why it does not answer. */
export class ApiProblem extends Error {
  constructor(
    message: string,
    readonly requestId: string | null,
  ) {
    super(message);
  }
}

/** @throws ApiProblem if the answer is not a success. */
async function fetchText(path: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(`/v1${path}`, { signal, headers: { accept: "application/json" } });
  const body: unknown = await response.json();
  if (!response.ok)
    throw new ApiProblem(Problem.parse(body).detail, response.headers.get("x-request-id"));
  return JSON.stringify(body, null, 2);
}

const Problem = z.object({ detail: z.string().catch("The API did not answer") });

/** The same call for a shell. */
export const curlOfGet = (path: string): string =>
  `curl "$FLORIN_URL/v1${path}" \\\n  -H "x-api-key: $FLORIN_API_KEY"`;
