"use client";

import dynamic from "next/dynamic";
import { parseAsString, useQueryStates } from "nuqs";
import { type ComponentType, Suspense } from "react";
import type { HoldView } from "@/lib/ledger/schema/hold";
import type { HoldDialogProps } from "./hold-dialog";

const Queries = dynamic(async () => (await import("@/components/layout/queries")).Queries);

const DEEDS = ["capture", "release"] as const;

/** Each comes to the browser when it is opened first. */
const DIALOGS: Record<(typeof DEEDS)[number], ComponentType<HoldDialogProps>> = {
  capture: dynamic(async () => (await import("./capture-dialog")).CaptureDialog),
  release: dynamic(async () => (await import("./release-dialog")).ReleaseDialog),
};

/** The dialogs about a hold: `?do=capture&hold=hld_…`. */
export function HoldDeeds({
  holds,
  zone,
  mayHold,
}: {
  holds: readonly HoldView[];
  zone: string;
  mayHold: boolean;
}) {
  const [asked, ask] = useQueryStates({ do: parseAsString, hold: parseAsString });
  // Other deeds stand under the same key of the address.
  const deed = DEEDS.find((one) => one === asked.do);
  const hold = holds.find(({ id }) => id === asked.hold);
  if (!deed || !hold || !mayHold) return null;
  const Dialog = DIALOGS[deed];
  return (
    // A boundary of its own: while it comes, the page and the button's focus stay.
    <Suspense>
      <Queries>
        <Dialog
          key={`${deed} ${hold.id}`}
          hold={hold}
          zone={zone}
          onClose={() => void ask({ do: null, hold: null })}
        />
      </Queries>
    </Suspense>
  );
}
