"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Credits, Money } from "@/components/domain/amounts";
import { formatDay } from "@/components/domain/instant-format";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { useSettled } from "@/components/form/use-settled";
import type { HappeningView } from "@/lib/test-clock/schema";
import type { ActionResult } from "@/lib/transport/result";
import { wordsOf } from "../../_components/happening-words";
import { previewAdvanceAction } from "../../actions";

/** How many things are told one by one. */
const SHOWN = 6;

/**
 * What the way as typed would bring. It keeps its room whatever is typed, so that the commands
 * below it stay where they are. @param to ISO, or empty.
 */
export function AdvancePreview({ clockId, to }: { clockId: string; to: string }) {
  const settled = useSettled(to);
  const { data, isFetching } = useQuery({
    queryKey: ["advance-preview", clockId, settled] as const,
    queryFn: () => previewAdvanceAction({ clockId, advance: { to: settled } }),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <Preview title="What will happen" pending={isFetching || to !== settled} className="min-h-28">
      {settled !== "" && data?.ok ? (
        <Happened happened={data.value.happened} />
      ) : (
        <p className="text-muted text-sm">{waitingWords(settled, data)}</p>
      )}
    </Preview>
  );
}

/** Why a way that is refused leads nowhere is said where its end is typed. */
function waitingWords(to: string, answer: ActionResult<unknown> | undefined): string {
  if (to === "") return "Choose a time to see what is due on the way.";
  return answer ? "The clock cannot go there." : "Playing it…";
}

function Happened({ happened }: { happened: readonly HappeningView[] }) {
  const more = happened.length - SHOWN;
  return (
    <>
      {happened.length === 0 && <p className="text-muted text-sm">Nothing is due on the way.</p>}
      {happened.slice(0, SHOWN).map((item) => (
        <PreviewLine
          key={Object.values(item).join(" ")}
          label={wordsOf(item)}
          note={`${formatDay(item.at)} · ${item.customerName}`}
        >
          <Amount happening={item} />
        </PreviewLine>
      ))}
      {more > 0 && <p className="text-muted text-sm">And {more} more.</p>}
    </>
  );
}

function Amount({ happening: { amount, unit, invoiceId } }: { happening: HappeningView }) {
  if (amount === null) return null;
  return invoiceId ? (
    <Money amount={amount} currency={unit ?? "USD"} />
  ) : (
    <Credits amount={amount} unit={unit} />
  );
}
