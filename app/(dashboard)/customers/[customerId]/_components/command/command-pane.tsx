import type { ReactNode } from "react";
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { Notice } from "@/components/ui/notice";
import type { BookedView, ChangesView } from "@/lib/ledger/schema";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import { type ActionResult, fieldsOf, type Problem } from "@/lib/transport/result";
import { ChangeTable } from "./change-table";
import { changedSince } from "./changed-since";
import { WalletChange } from "./wallet-change";

export type PaneWords = {
  /** The wallets that may appear, to name them. */
  readonly wallets: readonly Pick<WalletView, "id" | "name" | "figures">[];
  readonly zone: string;
  /** What to do to see something, while nothing is asked. */
  readonly idle: ReactNode;
  /** What the figures do not tell; stands under them. */
  readonly also?: (booked: BookedView) => ReactNode;
};

const UNANSWERED = { message: "The server gave no preview", requestId: null };

/** The right half of a command's dialog: what would happen, as the server computed it. */
export function CommandPane({
  answer,
  pending,
  retry,
  outdated,
  unit,
  wallets,
  zone,
  idle,
  also,
}: PaneWords & {
  answer: ActionResult<BookedView> | undefined;
  pending: boolean;
  /** Where no answer came at all. */
  retry: (() => void) | undefined;
  outdated: ChangesView | undefined;
  unit: string;
}) {
  if (retry) return <ProblemAlert problem={UNANSWERED} onRetry={retry} />;
  if (answer && !answer.ok) {
    return <Notice tone="danger" title={<Refused problem={answer.problem} />} />;
  }
  const changes = answer?.value.changes;
  if (!changes) {
    return (
      <Preview pending={pending} className="md:min-h-40">
        {wallets[0] && (
          <PreviewLine label="Available now">
            <Credits amount={wallets[0].figures.available} unit={unit} />
          </PreviewLine>
        )}
        <div className="text-muted text-sm">{idle}</div>
      </Preview>
    );
  }
  const moved = changedSince(outdated, changes);
  return (
    <Preview pending={pending} at={<Instant at={changes.at} show="exact" zone={zone} />}>
      {changes.wallets.map((wallet) => (
        <WalletChange
          key={wallet.walletId}
          change={wallet}
          name={
            changes.wallets.length > 1
              ? (wallets.find(({ id }) => id === wallet.walletId)?.name ?? "Other wallet")
              : null
          }
          unit={unit}
          isChanged={moved.has(wallet.walletId)}
        />
      ))}
      {changes.grants.length > 0 && (
        <ChangeTable grants={changes.grants} zone={zone} changed={moved} />
      )}
      {also?.(answer.value)}
    </Preview>
  );
}

function Refused({ problem }: { problem: Problem }) {
  const { message, details } = problem;
  const ofFields = Object.values(fieldsOf(problem)).flat();
  return (
    <>
      {ofFields.length > 0 ? ofFields.join(". ") : message}
      {typeof details.shortfall === "string" && (
        <>
          : short by <Credits amount={details.shortfall} unit={null} />
        </>
      )}
    </>
  );
}
