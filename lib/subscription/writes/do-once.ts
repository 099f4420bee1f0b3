import type { Context } from "@/lib/context";
import { transact, within } from "@/lib/db/transact";
import { digestOf } from "@/lib/digest";
import { DomainError } from "@/lib/errors";
import type { SubscriptionId } from "@/lib/ids";
import { findDeed, insertDeed } from "../store/deeds";
import { lockOwner } from "./change-subscription";

export type Once<Answer> = { readonly answer: Answer; readonly isReplayed: boolean };

type Asked = {
  readonly id: SubscriptionId;
  /** Such as `cancel`, and what was said with it. */
  readonly deed: string;
  readonly input: object;
  /** The caller's own name for it; without one it is done whenever it is asked. */
  readonly reference: string | null | undefined;
};

/**
 * Does something to a subscription once for a reference: asked again, the first answer, which is
 * plain JSON, is given again, whatever has come of it since.
 *
 * @throws DomainError as the deed; `idempotency_conflict` if the reference did something else.
 */
export function doOnce<Answer extends object>(
  asking: Context,
  { id, deed, input, reference: name }: Asked,
  act: (inside: Context) => Promise<Answer>,
): Promise<Once<Answer>> {
  return transact(asking, async (tx) => {
    const inside = within(asking, tx);
    if (!name) return { answer: await act(inside), isReplayed: false };
    // Who asks under the same name at once waits here, and then finds the first answer.
    await lockOwner(tx, asking, id);
    const { organizationId } = asking;
    const reference = `${asking.origin}:${name}`;
    const digest = digestOf(JSON.stringify([id, deed, input]));
    const before = await findDeed(tx, { organizationId, reference });
    if (before && before.digest !== digest) throw conflict(name);
    if (before) return { answer: before.answer as Answer, isReplayed: true };
    const answer = await act(inside);
    const done = { organizationId, reference, subscriptionId: id, digest, answer, at: asking.at };
    if (!(await insertDeed(tx, done))) throw conflict(name);
    return { answer, isReplayed: false };
  });
}

const conflict = (reference: string) =>
  new DomainError("idempotency_conflict", "This reference did something else", { reference });
