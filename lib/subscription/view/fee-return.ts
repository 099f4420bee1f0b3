import type { Share } from "@/lib/invoicing/rules/proration";
import { creditsText } from "@/lib/money/credits";
import { decimalText, ONE, timesOverDown } from "@/lib/money/decimal";
import type { FeeReturn } from "../rules/fee-returns";
import type { FeeReturnView } from "../schema/change";

export const feeReturnView = ({ fee, share, decidedBy, amount }: FeeReturn): FeeReturnView => ({
  ...{ name: fee.name, creditUnit: fee.creditUnit, drawn: creditsText(fee.amount) },
  ...{ credits: creditsText(amount), decidedBy, share: shareText(share) },
});

export const shareText = ({ part, whole }: Share): string =>
  decimalText(timesOverDown(part, ONE, whole));
