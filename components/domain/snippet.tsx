import { CopyButton } from "@/components/ui/copy-button";
import { ScrollRegion } from "@/components/ui/scroll-region";

/** Text to be read by a machine, with a button that copies it: `<Snippet name="Raw JSON" code={json} />`. */
export function Snippet({ name, code }: { name: string; code: string }) {
  return (
    <div className="flex items-start gap-2 rounded border bg-sunken p-3">
      <ScrollRegion aria-label={name} className="max-h-80 min-w-0 flex-1 overflow-auto">
        <pre className="font-mono text-xs">{code}</pre>
      </ScrollRegion>
      <CopyButton text={code} label={`Copy ${name}`} />
    </div>
  );
}
