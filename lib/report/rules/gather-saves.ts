/** Drafts save themselves while somebody types: what they did in one sitting is one act. */

export type Save = {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly before: unknown;
  readonly after: unknown;
};

const SITTING_MS = 15 * 60_000;

/**
 * Saves of one action by one person, each within a quarter of an hour of the next, as one from the
 * first's before to the last's after. Others stay as they are.
 *
 * @param acts newest first.
 */
export function gatherSaves<Act extends Save>(
  acts: readonly Act[],
  isSave: (act: Act) => boolean,
): readonly (Act & { readonly times: number })[] {
  const gathered: (Act & { times: number; since: string })[] = [];
  for (const act of acts) {
    const later = gathered.at(-1);
    if (later && isSave(act) && isOneSitting(act, later)) {
      Object.assign(later, { before: act.before, times: later.times + 1, since: act.at });
    } else {
      gathered.push({ ...act, times: 1, since: act.at });
    }
  }
  return gathered;
}

const isOneSitting = (earlier: Save, later: Save & { readonly since: string }): boolean =>
  earlier.action === later.action &&
  earlier.actor === later.actor &&
  Date.parse(later.since) - Date.parse(earlier.at) <= SITTING_MS;
