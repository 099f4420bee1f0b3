import { Credits } from "@/components/domain/amounts";
import { BurnOrder, type BurnRow } from "@/components/domain/burn-order";
import { burnWords } from "@/components/domain/burn-words";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import type { PreviewedGrantView } from "@/lib/ledger/schema";
import { formatCredits } from "@/lib/money/format";
import type { DebitOutlookView } from "@/lib/report/schema/debit-outlook";
import { isSome } from "@/lib/report/schema/standing";

/** What the debit would do: which grants pay, in order and why, and what is left then. */
export function DebitPreview({
  outlook,
  pending,
  unit,
  zone,
  changed,
}: {
  outlook: DebitOutlookView;
  pending: boolean;
  unit: string;
  zone: string;
  changed: ReadonlySet<string>;
}) {
  const { preview, daysLeftBefore, daysLeftAfter } = outlook;
  const { before, after, grants } = preview;
  const shown = grants.slice(0, lastTouched(grants) + UNTOUCHED_SHOWN);
  return (
    <Preview pending={pending} at={<Instant at={preview.at} show="exact" zone={zone} />}>
      <PreviewLine label="Available now" note={sumOf(before)}>
        <Credits amount={before.available} unit={unit} />
      </PreviewLine>
      {!preview.refusal && (
        <PreviewLine
          label="Available after"
          strong
          note={lasting({ before: daysLeftBefore, after: daysLeftAfter })}
        >
          <Credits amount={after.available} unit={unit} />
        </PreviewLine>
      )}
      {isSome(preview.overage) && (
        <PreviewLine label="Goes below zero" note="owed until the next credits settle it">
          <span className="text-danger">
            short by <Credits amount={preview.overage} unit={unit} />
          </span>
        </PreviewLine>
      )}
      {isSome(preview.dropped) && (
        <PreviewLine label="Not taken" note="this wallet takes only what it has">
          <Credits amount={preview.dropped} unit={unit} />
        </PreviewLine>
      )}
      {shown.length > 0 && <BurnOrder rows={shown.map(burnRow)} zone={zone} changed={changed} />}
      {grants.length > shown.length && (
        <p className="text-muted text-xs">and {grants.length - shown.length} more, untouched</p>
      )}
    </Preview>
  );
}

/** Of the grants after the last that pays, so many: whoever pays next is of interest, all are not. */
const UNTOUCHED_SHOWN = 2;

const lastTouched = (grants: readonly PreviewedGrantView[]) =>
  grants.findLastIndex(({ takes }) => isSome(takes)) + 1;

const sumOf = ({ balance, held, overage }: DebitOutlookView["preview"]["before"]) => {
  const parts = [
    isSome(held) && `− held ${formatCredits(held)}`,
    isSome(overage) && `+ overage ${formatCredits(overage)}`,
  ].filter(Boolean);
  return parts.length > 0 ? `balance ${formatCredits(balance)} ${parts.join(" ")}` : undefined;
};

function lasting({ before, after }: Record<"before" | "after", number | null>) {
  if (after === null) return undefined;
  const was = before === null || before === after ? "" : ` (was ${before})`;
  return `≈ ${after} ${after === 1 ? "day" : "days"} at the pace of the last 7 days${was}`;
}

const burnRow = (grant: PreviewedGrantView): BurnRow => ({
  grantId: grant.grantId,
  name: grant.name,
  expiresAt: grant.expiresAt,
  takes: grant.takes,
  leftAfter: grant.leftAfter,
  ...(grant.decidedBy && { why: burnWords(grant.decidedBy) }),
  ...(grant.effect === "limited" && { note: "for some features only" }),
});
