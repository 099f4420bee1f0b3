/** Of a page that was read with one more than it holds: what it holds, and after which the next begins. */
export function idPage<Found, Id>(
  found: readonly Found[],
  limit: number,
  idOf: (one: Found) => Id,
): { readonly held: readonly Found[]; readonly next: Id | null } {
  const held = found.slice(0, limit);
  const last = held.at(-1);
  return { held, next: found.length > limit && last !== undefined ? idOf(last) : null };
}
