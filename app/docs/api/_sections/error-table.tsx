import { Badge } from "@/components/ui/badge";
import { ERROR_WORDS } from "@/lib/api/error-words";

/** Every code, at the anchor that a problem's type names. */
export function ErrorTable() {
  return (
    <dl className="divide-y">
      {ERROR_WORDS.map(({ code, status, title, meaning }) => (
        <div
          key={code}
          id={`error-${code}`}
          className="grid gap-x-6 gap-y-1 px-4 py-3 target:bg-accent-soft md:grid-cols-[16rem_1fr]"
        >
          <dt className="flex flex-wrap items-center gap-2">
            <Badge tone={status >= 500 ? "danger" : "neutral"}>{status}</Badge>
            <code className="break-all font-mono text-xs">{code}</code>
          </dt>
          <dd className="text-sm">
            <span className="font-medium">{title}.</span> {meaning}
          </dd>
        </div>
      ))}
    </dl>
  );
}
