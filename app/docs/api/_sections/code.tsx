import { CopyButton } from "@/components/ui/copy-button";
import { ScrollRegion } from "@/components/ui/scroll-region";

/** Text of a program, as it is, to be copied. */
export function Code({ label, text }: { label: string; text: string }) {
  return (
    <div className="relative min-w-0 rounded border bg-sunken">
      <ScrollRegion aria-label={label} className="max-h-96 overflow-auto p-3 pr-12">
        <pre className="font-mono text-xs">{text}</pre>
      </ScrollRegion>
      <CopyButton text={text} label={`Copy ${label}`} className="absolute top-2 right-2" />
    </div>
  );
}
