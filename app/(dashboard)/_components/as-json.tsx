"use client";

import { useQuery } from "@tanstack/react-query";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { Queries } from "@/components/layout/queries";
import { CopyButton } from "@/components/ui/copy-button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { ApiProblem, apiObjectOptions, curlOfGet } from "@/lib/transport/client";

/** What the API answers for an address, and the call that asks it. */
export const AsJson = ({ path }: { path: string }) => (
  <Queries>
    <Answer path={path} />
  </Queries>
);

function Answer({ path }: { path: string }) {
  const { data, error, isPending, refetch } = useQuery(apiObjectOptions(path));
  const problem = error && {
    message: error.message,
    requestId: error instanceof ApiProblem ? error.requestId : null,
  };
  return (
    <div className="grid grid-cols-1 gap-4" aria-busy={isPending}>
      <Text label="curl" text={curlOfGet(path)} />
      {problem && <ProblemAlert problem={problem} onRetry={() => void refetch()} />}
      {isPending && <div className="h-80 rounded border bg-sunken" />}
      {data !== undefined && <Text label="JSON" text={data} />}
    </div>
  );
}

function Text({ label, text }: { label: string; text: string }) {
  return (
    <section aria-label={label} className="grid grid-cols-1 gap-1.5">
      <div className="flex items-center justify-between">
        <h3 className="font-medium text-sm">{label}</h3>
        <CopyButton text={text} label={`Copy ${label}`} showLabel />
      </div>
      <ScrollRegion
        aria-label={`${label}, to read`}
        className="max-h-[70dvh] overflow-auto rounded border bg-sunken p-3"
      >
        <pre className="font-mono text-xs">{text}</pre>
      </ScrollRegion>
    </section>
  );
}
