import Link from "next/link";
import { Instant } from "@/components/domain/instant";
import { Notice } from "@/components/ui/notice";
import type { Context } from "@/lib/context";
import type { SubscriptionId } from "@/lib/ids";
import { findSetApart, listSetApart } from "@/lib/subscription/reads/set-apart";
import { TryAgain } from "../_components/try-again";

/** Above the list: that some could not be renewed. */
export async function SomeSetApart({ ctx }: { ctx: Context }) {
  const { length } = await listSetApart(ctx);
  if (length === 0) return null;
  const title = length === 1 ? "One could not be renewed" : `${length} could not be renewed`;
  return (
    <Notice tone="warning" title={title}>
      They hold up no other.{" "}
      <Link href="/subscriptions/set-apart" prefetch={false} className="underline">
        See why
      </Link>
    </Notice>
  );
}

/** On the subscription's own page: why it stands where it does. */
export async function SetApart({
  ctx,
  id,
  mayWrite,
}: {
  ctx: Context;
  id: SubscriptionId;
  mayWrite: boolean;
}) {
  const own = await findSetApart(ctx, id);
  if (!own) return null;
  const { reason, dueAt, tries, nextAt } = own;
  return (
    <Notice tone="danger" title="Could not be renewed">
      <p>
        What fell due on <Instant at={dueAt} show="exact" /> was tried{" "}
        {tries === 1 ? "once" : `${tries} times`}; the next try is on{" "}
        <Instant at={nextAt} show="exact" />. Nothing was given or charged since.
      </p>
      <p className="my-2 font-mono text-xs">{reason}</p>
      {mayWrite && <TryAgain of={own} />}
    </Notice>
  );
}
