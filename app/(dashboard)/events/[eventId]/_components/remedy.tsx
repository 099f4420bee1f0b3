import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { TraceStage } from "@/lib/usage/schema/event";
import { remedyOf } from "./remedy-words";
import { ReplayButton } from "./replay-button";
import type { TraceProps } from "./trace-props";

/** What helps where an event ended, with the button that does it. */
export function Remedy({ explained, permissions, stage }: TraceProps & { stage: TraceStage }) {
  const { words, deed, mayReplay } = remedyOf(explained, stage);
  const buttons: readonly ReactNode[] = [
    deed && permissions.includes(deed.needs) && (
      <ButtonLink key="deed" href={deed.href} variant="primary">
        {deed.label}
      </ButtonLink>
    ),
    mayReplay && permissions.includes("wallet:debit") && (
      <ReplayButton key="replay" eventId={explained.event.id} />
    ),
  ];
  return (
    <Notice tone="warning" title="What helps">
      <p>{words}</p>
      {buttons.some(Boolean) && <div className="mt-2 flex flex-wrap gap-2">{buttons}</div>}
    </Notice>
  );
}
