import {
  ArrowLeftRight,
  CirclePlay,
  CircleSlash,
  Coins,
  type LucideIcon,
  Play,
  RefreshCw,
} from "lucide-react";
import type { UpcomingKind } from "@/lib/subscription/schema/upcoming";

type KindWords = {
  /** Of one subscription: `Renews`. */
  readonly does: string;
  readonly one: string;
  readonly many: string;
  readonly Icon: LucideIcon;
};

const KINDS: Record<UpcomingKind, KindWords> = {
  start: { does: "Starts", one: "start", many: "starts", Icon: Play },
  renewal: { does: "Renews", one: "renewal", many: "renewals", Icon: RefreshCw },
  credits: { does: "Gets credits", one: "grant", many: "grants", Icon: Coins },
  change: { does: "Changes plan", one: "change", many: "changes", Icon: ArrowLeftRight },
  resume: { does: "Goes on", one: "resumption", many: "resumptions", Icon: CirclePlay },
  end: { does: "Ends", one: "end", many: "ends", Icon: CircleSlash },
};

export const kindWords = (kind: UpcomingKind): KindWords => KINDS[kind];

/** `3 renewals`, of each kind that there is. */
export const countWords = (
  counts: Partial<Record<UpcomingKind, number>>,
): readonly { readonly kind: UpcomingKind; readonly count: number; readonly noun: string }[] =>
  (Object.keys(KINDS) as UpcomingKind[]).flatMap((kind) => {
    const count = counts[kind] ?? 0;
    return count > 0
      ? [{ kind, count, noun: count === 1 ? KINDS[kind].one : KINDS[kind].many }]
      : [];
  });
