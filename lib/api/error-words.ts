/** Every code that an answer of the API may hold, for who reads about it. */
import { type ProblemCode, statusOfCode, titleOfCode } from "@/lib/transport/problem";

type Code = ProblemCode | "send_as_string";

const MEANINGS = {
  unauthenticated: "No key came with the call, or one that is unknown, revoked or over.",
  forbidden: "The key lacks the scope that `details.missing_permission` names.",
  not_found: "Nothing of the key's organization has this id, or the path leads nowhere.",
  validation_error:
    "The call does not make sense as it is. `errors` tells every fault at once, each with a JSON pointer.",
  send_as_string:
    'A number has more digits than a float keeps. Send the amount as text: `"0.123456789012345678"`.',
  already_exists: "Something else has this name; `details` tells which field.",
  idempotency_conflict:
    "The idempotency key was used for another call. A repeat must be the same call; another call needs another key.",
  stale_preview:
    "What was previewed is not what would happen now. `details.preview` tells the new outcome with its fingerprint.",
  invalid_state: "The thing is in a state that does not allow this; `details.state` names it.",
  insufficient_credits:
    "The wallets that may pay hold too little. `details` tells `required`, `available`, `shortfall` and what would cure it; of a call of all or nothing, which items would have fitted as well. Nothing was taken.",
  limit_reached:
    "A limit is used up: of a feature, a member or the overage. `details` tells which, its size and what is used.",
  not_entitled: "The customer's plan does not have this feature.",
  method_not_allowed: "The path takes other methods: `details.allowed`.",
  too_large: "The body, or something in it, is larger than the limit that `details` names.",
  unsupported_media_type: "Send JSON, with `content-type: application/json`.",
  rate_limited: "The key called too often. Come back after the seconds of `Retry-After`.",
  unavailable:
    "A passing fault outlasted its retries. Send the same call again after `Retry-After`; with its idempotency key it acts once.",
  internal: "A fault of ours. `instance` holds the request's id, by which the log tells more.",
} as const satisfies Record<Code, string>;

export type ErrorWords = {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly meaning: string;
};

const usualCode = (code: Code): ProblemCode =>
  code === "send_as_string" ? "validation_error" : code;

/** By status, as the reference lists them. */
export const ERROR_WORDS: readonly ErrorWords[] = Object.entries(MEANINGS)
  .map(([code, meaning]) => {
    // The table's keys are the codes, or it would not compile.
    const usual = usualCode(code as Code);
    return { code, status: statusOfCode(usual), title: titleOfCode(usual), meaning };
  })
  .toSorted((a, b) => a.status - b.status);
