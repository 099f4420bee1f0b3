import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import type { Problem } from "@/lib/transport/result";

/** A refusal or fault that has no field, with its request id: `<ProblemAlert problem={problem} onRetry={refetch} />`. */
export function ProblemAlert({
  problem,
  onRetry,
  className,
}: {
  problem: Pick<Problem, "message" | "requestId"> | undefined;
  onRetry?: () => void;
  className?: string;
}) {
  if (!problem) return <Notice tone="danger" />;
  const { message, requestId } = problem;
  return (
    <Notice tone="danger" title={message} className={className ?? ""}>
      {requestId && (
        <p className="flex flex-wrap items-center gap-1 text-muted text-xs">
          Request <code className="break-all font-mono">{requestId}</code>
          <CopyButton text={requestId} label="Copy request id" />
        </p>
      )}
      {onRetry && (
        <Button size="sm" className="mt-2" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Notice>
  );
}
