/**
 * How often one key may ask. Counted in the memory of each process, by wall time: several processes
 * allow their sum.
 */
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "@/lib/errors";

export type RateLimit = { readonly requests: number; readonly seconds: number };

/** What one request took: its headers, and the refusal if it was one too many. */
export type Taken = {
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal: DomainError<"rate_limited"> | undefined;
};

export type RateLimiter = { readonly take: (key: string) => Promise<Taken> };

/** Windows of `seconds`, each beginning with a key's first request in it. */
export function rateLimiter({ requests, seconds }: RateLimit): RateLimiter {
  const limiter = new RateLimiterMemory({ points: requests, duration: seconds });
  const policy = `"default";q=${requests};w=${seconds}`;
  return {
    async take(key) {
      const { state, isOver } = await limiter.consume(key).then(
        (taken) => ({ state: taken, isOver: false }),
        (thrown: unknown) => {
          // The library throws the state of the window when it is used up.
          if (thrown instanceof RateLimiterRes) return { state: thrown, isOver: true };
          throw thrown;
        },
      );
      const reset = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
      return {
        headers: {
          "ratelimit-policy": policy,
          ratelimit: `"default";r=${Math.max(0, state.remainingPoints)};t=${reset}`,
        },
        refusal: isOver ? tooMany(requests, seconds, reset) : undefined,
      };
    },
  };
}

const tooMany = (requests: number, seconds: number, reset: number) =>
  new DomainError(
    "rate_limited",
    `This key may ask ${requests} times in ${seconds} seconds; ask again in ${reset}`,
    { retry_after_seconds: reset },
  );
