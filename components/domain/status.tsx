import {
  Archive,
  Ban,
  CalendarClock,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  CircleSlash,
  CircleX,
  Clock,
  Copy,
  Hourglass,
  type LucideIcon,
  Snowflake,
  TriangleAlert,
  Undo2,
} from "lucide-react";
import { Badge } from "@/components/ui/badge";

type Tone = "neutral" | "accent" | "success" | "warning" | "danger" | "info";
type Look = { readonly tone: Tone; readonly Icon: LucideIcon; readonly word?: string };

const look = (tone: Tone, Icon: LucideIcon, word?: string): Look => ({
  tone,
  Icon,
  ...(word && { word }),
});

/** The one vocabulary of states (DASHBOARD §2.1): the same word has the same mark everywhere. */
const STATUSES = {
  active: look("success", CircleCheck),
  live: look("success", CircleCheck),
  ready: look("success", CircleCheck),
  published: look("success", CircleCheck),
  paid: look("success", CircleCheck),
  accepted: look("success", CircleCheck),
  posted: look("success", CircleCheck),
  captured: look("success", CircleCheck),
  approved: look("success", CircleCheck),
  succeeded: look("success", CircleCheck),
  trialing: look("info", CircleDot, "trial"),
  open: look("info", CircleDot),
  scheduled: look("info", CalendarClock),
  pending: look("warning", Hourglass),
  advancing: look("info", Hourglass),
  writing: look("info", Hourglass),
  cut_short: look("warning", TriangleAlert, "cut short"),
  draft: look("neutral", CircleDashed),
  used_up: look("neutral", CircleSlash, "used up"),
  released: look("neutral", Undo2),
  reversed: look("neutral", Undo2),
  reversal: look("neutral", Undo2),
  refunded: look("neutral", Undo2),
  superseded: look("neutral", Archive),
  archived: look("neutral", Archive),
  ended: look("neutral", CircleSlash),
  closed: look("neutral", CircleSlash),
  cancelled: look("neutral", CircleX),
  expired: look("neutral", Clock),
  void: look("neutral", Ban),
  voided: look("neutral", Ban),
  revoked: look("neutral", Ban),
  duplicate: look("neutral", Copy),
  granted: look("success", CircleCheck),
  ignored: look("neutral", CircleSlash),
  paused: look("warning", CirclePause),
  frozen: look("warning", Snowflake),
  past_due: look("warning", TriangleAlert, "past due"),
  overdue: look("warning", TriangleAlert),
  low: look("warning", TriangleAlert),
  unmatched: look("warning", TriangleAlert),
  empty: look("danger", CircleX),
  overage: look("danger", TriangleAlert),
  refused: look("danger", CircleX),
  rejected: look("danger", CircleX),
  failed: look("danger", CircleX),
  uncollectible: look("danger", CircleX),
} as const satisfies Record<string, Look>;

/** A state as views write it, in either case. A word outside the vocabulary does not compile. */
export type StatusWord = keyof typeof STATUSES;

/** The state of a thing, by mark, word and colour: `<Status value={grant.status} />`. */
export function Status({
  value,
  className,
}: {
  value: StatusWord | Uppercase<StatusWord>;
  className?: string;
}) {
  const key = value.toLowerCase() as StatusWord;
  const { tone, Icon, word }: Look = STATUSES[key];
  return (
    <Badge tone={tone} className={className ?? ""}>
      <Icon aria-hidden />
      {word ?? key}
    </Badge>
  );
}
