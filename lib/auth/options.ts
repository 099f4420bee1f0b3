/** next-auth 4 with credentials and a token session; what a person may do is not in the token. */
import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { isDomainError } from "@/lib/errors";
import { SignInInput } from "./schema";
import { isSecureSite, SESSION_SECONDS } from "./session";
import { signIn } from "./sign-in";

/** What the sign-in page receives as `error` when tries are exhausted. */
export const THROTTLED = "throttled";

export const authOptions = (): AuthOptions => ({
  session: { strategy: "jwt", maxAge: SESSION_SECONDS },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  useSecureCookies: isSecureSite(),
  ...(process.env.NEXTAUTH_SECRET && { secret: process.env.NEXTAUTH_SECRET }),
  providers: [
    Credentials({
      credentials: { email: { type: "email" }, password: { type: "password" } },
      authorize: async (raw, request) => {
        const input = SignInInput.safeParse(raw);
        if (!input.success) return null;
        const found = await trySignIn(input.data, addressOf(request.headers));
        return found ? { id: found.userId, name: found.name } : null;
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { sub: user.id } : token),
  },
});

async function trySignIn(input: SignInInput, address: string) {
  try {
    return await signIn(input, address);
  } catch (error) {
    // next-auth hands the message of an error to the page, and nothing else.
    if (isDomainError(error) && error.code === "rate_limited") throw new Error(THROTTLED);
    throw error;
  }
}

/** The server overwrites `x-forwarded-for` with what it saw itself, so callers cannot choose it. */
function addressOf(headers: Record<string, unknown> | undefined): string {
  const forwarded = headers?.["x-forwarded-for"];
  return typeof forwarded === "string" ? (forwarded.split(",")[0] ?? "").trim() : "unknown";
}
