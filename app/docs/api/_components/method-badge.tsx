import { Badge } from "@/components/ui/badge";

const TONES = {
  GET: "info",
  POST: "success",
  PUT: "warning",
  DELETE: "danger",
} as const;

/** What a call asks for, by its method. */
export function MethodBadge({ method }: { method: string }) {
  const tone = method in TONES ? TONES[method as keyof typeof TONES] : "neutral";
  return (
    <Badge tone={tone} className="min-w-14 justify-center font-mono">
      {method}
    </Badge>
  );
}
