/** Spans of time that may still be open. */

/** From `start` (included) to `end` (not included); null: it goes on. */
export type OpenSpan = { readonly start: Date; readonly end: Date | null };

/** Whether an instant lies in one of them. */
const isInOneOf = (spans: readonly OpenSpan[], at: Date): boolean =>
  spans.some(({ start, end }) => start <= at && (end === null || at < end));

/** Of something that started once, may have ended, and was perhaps paused. */
export type Lived = {
  readonly startedAt: Date;
  readonly endsAt: Date | null;
  readonly pauses: readonly OpenSpan[];
};

/** Whether it ran at an instant: within its life, and not paused. */
export const ranAt = ({ startedAt, endsAt, pauses }: Lived, at: Date): boolean =>
  isInOneOf([{ start: startedAt, end: endsAt }], at) && !isInOneOf(pauses, at);
