"use client";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

/** What is shown where a page broke; the fault itself is in the log, under this reference. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <div className="mx-auto grid max-w-lg gap-3 px-4 py-16">
      <h1 className="font-semibold text-xl">This page could not be shown</h1>
      <p className="text-muted">
        The fault is ours and is in the log. Nothing you did before it is lost. Try again; if it
        stays so, pass on the reference.
      </p>
      {error.digest && (
        <p className="flex items-center gap-1 text-muted text-sm">
          Reference <code className="font-mono">{error.digest}</code>
          <CopyButton text={error.digest} label="Copy reference" />
        </p>
      )}
      <div>
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
      </div>
    </div>
  );
}
