"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import { ActionButton } from "@/components/form/action-button";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { StripeSecretView } from "@/lib/stripe/schema";
import { endStripeSecretAction } from "../actions";
import { SecretDialog } from "./secret-dialog";

/** The signing secrets that work: never the secrets themselves. */
export function SecretsCard({
  secrets,
  mayWrite,
}: {
  secrets: readonly StripeSecretView[];
  mayWrite: boolean;
}) {
  const [deed, setDeed] = useState<"enter" | StripeSecretView>();
  const close = () => setDeed(undefined);
  const hasOne = secrets.some(({ endsAt }) => endsAt === null);
  return (
    <Card
      title="Signing secret"
      description="What Stripe signs its deliveries with. It is kept sealed, and never shown again."
      actions={
        mayWrite && (
          <Button onClick={() => setDeed("enter")}>
            {hasOne ? "Roll secret…" : "Enter secret…"}
          </Button>
        )
      }
    >
      <Standing secrets={secrets} mayWrite={mayWrite} />
      {secrets.length > 0 && (
        <ul aria-label="Signing secrets" className="mt-3 grid gap-2 text-sm">
          {secrets.map((secret) => (
            <li key={secret.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <code className="font-mono text-xs">whsec_…{secret.lastFour}</code>
              {secret.endsAt === null ? <Status value="active" /> : <EndsAt at={secret.endsAt} />}
              <span className="text-muted">
                entered by {secret.createdBy} <Instant at={secret.createdAt} />
              </span>
              {mayWrite && (
                <Button size="sm" variant="ghost" onClick={() => setDeed(secret)}>
                  End {secret.lastFour}…
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {deed === "enter" && <SecretDialog isRoll={hasOne} onClose={close} />}
      {typeof deed === "object" && <EndDialog secret={deed} onClose={close} />}
    </Card>
  );
}

const EndsAt = ({ at }: { at: string }) => (
  <span className="text-muted">
    works until <Instant at={at} show="exact" />
  </span>
);

function Standing({
  secrets,
  mayWrite,
}: {
  secrets: readonly StripeSecretView[];
  mayWrite: boolean;
}) {
  if (secrets.length === 0) {
    return (
      <Notice tone="warning" title="None is entered yet: every delivery is turned away.">
        Stripe sends again what was turned away, for three days.
        {!mayWrite && " Your role may not enter it; an owner may."}
      </Notice>
    );
  }
  if (secrets.every(({ isReadable }) => isReadable)) return null;
  return (
    <Notice tone="danger" title="A secret cannot be opened any more.">
      It was sealed with another NEXTAUTH_SECRET. Enter it once more; until then Stripe comes again.
    </Notice>
  );
}

function EndDialog({ secret, onClose }: { secret: StripeSecretView; onClose: () => void }) {
  const isLast = secret.endsAt === null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`End the secret …${secret.lastFour}`}
      description={
        isLast
          ? "What Stripe signs with it is turned away at once, until another is entered."
          : "What Stripe still signs with it alone is turned away at once."
      }
      width="sm"
    >
      <DialogFooter>
        <ActionButton
          variant="danger"
          run={() => endStripeSecretAction({ secretId: secret.id })}
          onDone={({ lastFour }) => {
            toast.success(`Ended the secret …${lastFour}`);
            onClose();
          }}
        >
          End secret
        </ActionButton>
      </DialogFooter>
    </Dialog>
  );
}
