import { CircleCheck, CircleSlash, CircleX, Coins, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { AccessState } from "./access-state";

const LOOKS = {
  open: { tone: "success", Icon: CircleCheck, word: "allowed" },
  free_used_up: { tone: "info", Icon: Coins, word: "free units used up" },
  near_limit: { tone: "warning", Icon: TriangleAlert, word: "near the limit" },
  limit_reached: { tone: "danger", Icon: CircleX, word: "limit reached" },
  no_access: { tone: "neutral", Icon: CircleSlash, word: "no access" },
} as const;

/** How far a customer may go on with a feature, by mark, word and colour. */
export function AccessBadge({ state }: { state: AccessState }) {
  const { tone, Icon, word } = LOOKS[state];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}
