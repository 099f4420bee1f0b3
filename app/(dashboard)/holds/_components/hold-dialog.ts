import type { HoldView } from "@/lib/ledger/schema/hold";

/** What every dialog about one hold is given. */
export type HoldDialogProps = {
  readonly hold: HoldView;
  /** IANA; days are shown in it. */
  readonly zone: string;
  readonly onClose: () => void;
};
