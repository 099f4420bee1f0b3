/**
 * A client of the API, typed by its document (`npm run client:generate`): paths, bodies and
 * answers are checked where they are written. It knows nothing of the server beyond that.
 */
import createClient from "openapi-fetch";

type Settings = {
  /** Where the server is: `https://credits.example.com`. */
  readonly url: string;
  readonly key: string;
  /** Sends a call, for tests and for programs with a transport of their own. */
  readonly fetch?: (request: Request) => Promise<Response>;
};

export type FlorinClient = ReturnType<typeof florinClient>;
type Problem = FlorinApi.components["schemas"]["Problem"];

/** `client.POST("/events", { body: { … } })`, for every operation of the document. */
export const florinClient = ({ url, key, fetch }: Settings) =>
  createClient<FlorinApi.paths>({
    baseUrl: `${url}/v1`,
    headers: { "x-api-key": key },
    ...(fetch && { fetch }),
  });

/** A call that was refused, with what the server said of it. */
export class FlorinProblem extends Error {
  override readonly name = "FlorinProblem";

  constructor(
    readonly status: number,
    readonly problem: Problem,
    /** When to come again, if the server said so. */
    readonly retryAfterMs: number | undefined,
  ) {
    super(`${problem.code}: ${problem.detail}`);
  }

  get code(): string {
    return this.problem.code;
  }
}

type Answer<T> = {
  readonly data?: T | undefined;
  readonly error?: unknown;
  readonly response: Response;
};

/** What the server answered. @throws FlorinProblem if it refused. */
export async function answerOf<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  const retryAfterMs = Number.isNaN(seconds) ? undefined : seconds * 1000;
  throw new FlorinProblem(response.status, error as Problem, retryAfterMs);
}

type Patience = {
  readonly attempts: number;
  readonly sleep: (ms: number) => Promise<void>;
};

/**
 * Sends until the server has answered: again after a lost connection, a fault of its own, or too
 * many calls. Only for calls that may be repeated: reads, events with an `event_id`, commands with
 * an `idempotency_key`. What reached the server before the connection broke then counts once.
 *
 * @throws what the last attempt threw; at once what no repeat would change.
 */
export async function persistently<T>(
  send: () => Promise<T>,
  { attempts, sleep }: Patience,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (attempt >= attempts || !mayPass(error)) throw error;
      const told = error instanceof FlorinProblem ? error.retryAfterMs : undefined;
      await sleep(told ?? 250 * 2 ** (attempt - 1));
    }
  }
}

/** A connection that broke has no answer, and so is no problem of the server's. */
const mayPass = (error: unknown) =>
  !(error instanceof FlorinProblem) || error.status === 429 || error.status >= 500;
