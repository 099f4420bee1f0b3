/** What a call may say of credits that do not suffice, and who may say it. */
import * as z from "zod";
import { allowsScope, OVERDRAW } from "@/lib/api-key/rules/scope";
import { findScopes } from "@/lib/api-key/store";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { DomainError } from "@/lib/errors";

/** Absent: what the wallets' own policy says. */
export const OnShortage = z.enum(["REFUSE", "CAP", "OVERAGE"]).nullish();
type OnShortage = z.output<typeof OnShortage>;

/**
 * Leaving overage by the word of a call puts a customer in debt that the wallet's own policy
 * would not allow: a key must have been given that scope.
 *
 * @throws DomainError `forbidden` naming the scope.
 */
export async function refuseOverdraw(
  { actor }: Context,
  asked: readonly { readonly on_shortage?: OnShortage }[],
): Promise<void> {
  if (actor.kind !== "api_key") return;
  if (asked.every(({ on_shortage: rule }) => rule !== "OVERAGE")) return;
  if (allowsScope(await findScopes({ sql: readSql }, actor.keyId), OVERDRAW)) return;
  throw new DomainError("forbidden", `on_shortage OVERAGE needs the permission ${OVERDRAW}`, {
    missing_permission: OVERDRAW,
  });
}
