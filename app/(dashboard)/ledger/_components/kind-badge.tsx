import {
  ArrowDownRight,
  ArrowLeftRight,
  ArrowUpRight,
  CalendarPlus,
  CircleMinus,
  CirclePlus,
  CircleSlash,
  Clock,
  CreditCard,
  Hand,
  Lock,
  LockOpen,
  type LucideIcon,
  PackageCheck,
  PackageX,
  ReceiptText,
  Repeat,
  RotateCcw,
  Scale,
  Undo2,
} from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { isKind, type Kind, kindName } from "@/lib/ledger/schema/transaction-words";

const ICONS: Readonly<Record<Kind, LucideIcon>> = {
  debit: CircleMinus,
  grant: CirclePlus,
  activate: CreditCard,
  due: Clock,
  expire: Clock,
  hold: Hand,
  capture: PackageCheck,
  release: PackageX,
  extend: CalendarPlus,
  transfer_out: ArrowUpRight,
  transfer_in: ArrowDownRight,
  void: CircleSlash,
  void_wallet: CircleSlash,
  reverse: Undo2,
  adjust: Scale,
  reset: RotateCcw,
  start_refill: Repeat,
  stop_refill: Repeat,
  freeze: Lock,
  unfreeze: LockOpen,
  close: Lock,
  invoice_overage: ReceiptText,
};

/** The kind of a transaction, by mark and word. */
export function KindBadge({ kind }: { kind: string }) {
  const Icon = isKind(kind) ? ICONS[kind] : ArrowLeftRight;
  return (
    <Badge>
      <Icon aria-hidden />
      {kindName(kind)}
    </Badge>
  );
}
