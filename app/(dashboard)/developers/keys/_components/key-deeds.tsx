"use client";

import dynamic from "next/dynamic";
import { parseAsString, useQueryStates } from "nuqs";
import type { ApiKeyView } from "@/lib/api-key/schema";
import type { KeyUse } from "./revoke-dialog";

// Each comes to the browser when it is opened first.
const CreateDialog = dynamic(async () => (await import("./create-dialog")).CreateDialog);
const RevokeDialog = dynamic(async () => (await import("./revoke-dialog")).RevokeDialog);
const RollDialog = dynamic(async () => (await import("./roll-dialog")).RollDialog);

/** The dialogs about keys: `?do=new`, `?do=roll&key=key_…`, `?do=revoke&key=key_…`. */
export function KeyDeeds({
  rows,
  now,
  use,
}: {
  rows: readonly ApiKeyView[];
  /** The time of the page, ISO. */
  now: string;
  use: KeyUse | null;
}) {
  const [asked, ask] = useQueryStates(
    { do: parseAsString, key: parseAsString },
    { shallow: false },
  );
  const onClose = () => void ask({ do: null, key: null });
  const key = rows.find(({ id }) => id === asked.key);
  if (asked.do === "new") return <CreateDialog now={now} onClose={onClose} />;
  if (key === undefined) return null;
  // A key that was just rolled shows its successor in the same dialog.
  if (asked.do === "roll") return <RollDialog of={key} now={now} onClose={onClose} />;
  if (asked.do !== "revoke" || key.status !== "active") return null;
  return <RevokeDialog of={key} use={use?.keyId === key.id ? use : null} onClose={onClose} />;
}
