/** When a key works: until it is revoked, and until its end (exclusive). */
type Life = { readonly revokedAt: Date | null; readonly expiresAt: Date | null };

export const isActive = (life: Life, at: Date): boolean => stateOf(life, at) === "active";

export function stateOf({ revokedAt, expiresAt }: Life, at: Date) {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && expiresAt <= at ? "expired" : "active";
}
