import { X } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Takes a part out of the draft; it stands at the height of the fields beside it. */
export function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      variant="ghost"
      size="icon"
      className="mt-[1.625rem]"
      aria-label={label}
      onClick={onClick}
    >
      <X aria-hidden />
    </Button>
  );
}
