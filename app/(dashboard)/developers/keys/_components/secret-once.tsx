"use client";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";

/** The whole key, this once. */
export function SecretOnce({ secret }: { secret: string }) {
  return (
    <>
      <div className="grid gap-4">
        <Notice tone="warning" title="Copy it now: it is shown this once.">
          Only a hash of it is kept. A lost key is rolled or revoked.
        </Notice>
        <Line label="Key" text={secret} copy="Copy key" />
        <Line label="In a .env file" text={`FLORIN_API_KEY=${secret}`} copy="Copy line" />
      </div>
      <DialogFooter leave={null}>
        <DialogClose asChild>
          <Button variant="primary">Done</Button>
        </DialogClose>
      </DialogFooter>
    </>
  );
}

function Line({ label, text, copy }: { label: string; text: string; copy: string }) {
  return (
    <section aria-label={label} className="grid gap-1.5">
      <p className="font-medium text-sm">{label}</p>
      <div className="flex flex-wrap items-center gap-2 rounded border bg-sunken px-3 py-2">
        <code className="min-w-0 flex-1 break-all font-mono text-xs">{text}</code>
        <CopyButton text={text} label={copy} showLabel />
      </div>
    </section>
  );
}
