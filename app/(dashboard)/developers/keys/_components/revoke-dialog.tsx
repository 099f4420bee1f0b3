"use client";

import Link from "next/link";
import { toast } from "sonner";
import { Instant } from "@/components/domain/instant";
import { ActionButton } from "@/components/form/action-button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { ApiKeyView } from "@/lib/api-key/schema";
import { revokeApiKeyAction } from "../actions";
import { keyHint } from "./key-words";

/** How much a key was used in the last day. */
export type KeyUse = {
  readonly keyId: string;
  readonly calls: number;
  readonly addresses: number;
  readonly lastAt: string | null;
};

/** Ends a key at once, after telling who would be cut off. */
export function RevokeDialog({
  of: key,
  use,
  onClose,
}: {
  of: ApiKeyView;
  /** Null while it is counted. */
  use: KeyUse | null;
  onClose: () => void;
}) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Revoke ${key.name}`}
      description={`${keyHint(key)}: calls with it are refused at once. There is no way back.`}
      width="sm"
    >
      <UseOfADay use={use} keyId={key.id} />
      <DialogFooter>
        <ActionButton
          variant="danger"
          disabled={use === null}
          run={() => revokeApiKeyAction({ keyId: key.id })}
          onDone={({ name }) => {
            toast.success(`Revoked ${name}`);
            onClose();
          }}
        >
          Revoke key
        </ActionButton>
      </DialogFooter>
    </Dialog>
  );
}

function UseOfADay({ use, keyId }: { use: KeyUse | null; keyId: string }) {
  if (use === null) return <Notice title="Counting its calls…" />;
  if (use.calls === 0) return <Notice tone="success" title="Not used in the last 24 hours" />;
  const times = use.calls === 1 ? "once" : `${use.calls.toLocaleString("en")} times`;
  return (
    <Notice tone="warning" title={`Used ${times} in the last 24 hours`}>
      {use.addresses > 1 && `From ${use.addresses} addresses. `}
      Last <Instant at={use.lastAt} />.{" "}
      <Link href={`/developers/logs?key=${keyId}`} className="underline underline-offset-2">
        See its calls
      </Link>
    </Notice>
  );
}
