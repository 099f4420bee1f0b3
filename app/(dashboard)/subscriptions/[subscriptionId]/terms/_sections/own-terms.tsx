import { Instant } from "@/components/domain/instant";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { findOwnTerms } from "@/lib/subscription/reads/overrides";
import type { SubscriptionView } from "@/lib/subscription/schema";
import type { OverrideView } from "@/lib/subscription/schema/override";
import { agreedWords, KIND_WORDS, STATE_WORDS } from "../../../_components/override-words";
import { AgreeDialog } from "../_components/agree-dialog";
import { EndDialog } from "../_components/end-dialog";
import type { Panel } from "./panel";

/** What was agreed in place of the plan's terms: what, beside the plan's, since and until when, by whom and why. */
export async function OwnTerms({ ctx, id, subscription, mayWrite }: Panel) {
  const own = await findOwnTerms(ctx, id);
  if (!own) return null;
  const isOpen = mayWrite && subscription.status !== "ENDED";
  if (own.overrides.length === 0 && !isOpen) return null;
  const { currency } = subscription;
  return (
    <Card
      title="Own terms"
      description="Agreed in place of what the plan says."
      actions={
        isOpen && (
          <AgreeDialog
            subscriptionId={subscription.id}
            currency={currency}
            overridables={own.overridables}
          />
        )
      }
    >
      {own.overrides.length === 0 ? (
        <p className="text-muted text-sm">None: it runs as the plan says.</p>
      ) : (
        <ul className="grid divide-y">
          {own.overrides.map((override) => (
            <OwnTerm
              key={override.id}
              override={override}
              subscription={subscription}
              isOpen={isOpen}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

function OwnTerm({
  override,
  subscription,
  isOpen,
}: {
  override: OverrideView;
  subscription: SubscriptionView;
  isOpen: boolean;
}) {
  const { value, planValue, subjectName, since, until, state, by, reason } = override;
  const { zone } = subscription;
  return (
    <li className="flex items-start justify-between gap-4 py-2 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1 text-sm">
        <p>
          {KIND_WORDS[value.kind]} {subjectName}:{" "}
          <span className="numerals font-medium">{agreedWords(value)}</span>{" "}
          <Badge>{STATE_WORDS[state]}</Badge>
        </p>
        <p className="text-muted text-xs">
          The plan: <span className="numerals">{agreedWords(planValue)}</span>
        </p>
        <p className="text-muted text-xs">
          <Instant at={since} show="day" zone={zone} /> –{" "}
          {until ? <Instant at={until} show="day" zone={zone} /> : "for good"} · {by}: {reason}
        </p>
      </div>
      {isOpen && state !== "over" && (
        <EndDialog subscriptionId={subscription.id} override={override} />
      )}
    </li>
  );
}
