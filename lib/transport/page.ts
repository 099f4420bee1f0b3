import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Permission } from "@/lib/auth/permission";
import type { Context } from "@/lib/context";
import { isDomainError } from "@/lib/errors";
import { PAGE_HEADER, signInPath } from "./sign-in-path";
import { staffContext } from "./staff-gate";

/**
 * The gate of every page: `const ctx = await pageContext("wallet:read")`. Who is not signed in
 * goes to sign-in, and from there back here; who may not see the page is told which permission is missing.
 */
export async function pageContext(permission: Permission): Promise<Context> {
  try {
    return await staffContext(permission);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (error.code === "unauthenticated") return toSignIn();
    if (error.code === "forbidden") redirect(`/no-access?permission=${permission}`);
    throw error;
  }
}

/** To the sign-in, and from there back to the page that was asked for. */
export async function toSignIn(): Promise<never> {
  redirect(signInPath((await headers()).get(PAGE_HEADER)));
}
