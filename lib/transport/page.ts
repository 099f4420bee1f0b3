import { redirect } from "next/navigation";
import type { Permission } from "@/lib/auth/permission";
import type { Context } from "@/lib/context";
import { isDomainError } from "@/lib/errors";
import { staffContext } from "./staff-gate";

/**
 * The gate of every page: `const ctx = await pageContext("wallet:read")`. Who is not signed in
 * goes to sign-in; who may not see the page is told which permission is missing.
 */
export async function pageContext(permission: Permission): Promise<Context> {
  try {
    return await staffContext(permission);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (error.code === "unauthenticated") redirect("/sign-in");
    if (error.code === "forbidden") redirect(`/no-access?permission=${permission}`);
    throw error;
  }
}
