/**
 * Signing in with email and password, throttled by email (guessing one person's password) and
 * by address (trying one password on many people). A right password clears its own count.
 */
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "@/lib/errors";
import { oncePerProcess } from "@/lib/runtime";
import { isPassword } from "./password";
import type { SignInInput } from "./schema";
import { type Credentials, findCredentials } from "./store";

const WINDOW_SECONDS = 15 * 60;
const TRIES_PER_EMAIL = 10;
const TRIES_PER_ADDRESS = 100;

const limiters = () =>
  oncePerProcess("sign-in-limiters", () => ({
    email: new RateLimiterMemory({ points: TRIES_PER_EMAIL, duration: WINDOW_SECONDS }),
    address: new RateLimiterMemory({ points: TRIES_PER_ADDRESS, duration: WINDOW_SECONDS }),
  }));

/**
 * @returns `undefined` if email and password do not belong together, whichever is wrong.
 * @throws DomainError `rate_limited` after too many tries.
 */
export async function signIn(
  { email, password }: SignInInput,
  address: string,
): Promise<Credentials | undefined> {
  const { email: byEmail, address: byAddress } = limiters();
  // Counted before the hash, so that tries at the same time count too.
  await countTry(byAddress, address);
  await countTry(byEmail, email);

  const found = await findCredentials(email);
  if (!(await isPassword(password, found?.passwordHash))) return undefined;

  await byEmail.delete(email);
  await byAddress.reward(address);
  return found;
}

async function countTry(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new DomainError("rate_limited", "Too many tries; wait a few minutes", {
      retry_after_seconds: Math.ceil(refused.msBeforeNext / 1000),
    });
  }
}
