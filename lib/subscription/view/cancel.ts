import { idText } from "@/lib/ids";
import type { InvoiceView } from "@/lib/invoicing/schema";
import { type Credits, creditsText } from "@/lib/money/credits";
import {
  type Money,
  moneyText,
  NO_MONEY,
  nanomoney,
  parseMoney,
  sumMoney,
} from "@/lib/money/money";
import type { FeeReturn } from "../rules/fee-returns";
import type { ClosingView } from "../schema/cancel";
import type { InvoicedFee } from "../store/change-books";
import { feeReturnView } from "./fee-return";

export type ToldClosing = {
  readonly endsAt: string | null;
  readonly currency: string;
  /** The plan's credits that were left. */
  readonly left: Credits;
  /** Of fees in credits. */
  readonly returned: readonly FeeReturn[];
  /** Of the last close; null: there is none. */
  readonly invoice: InvoiceView | null;
  readonly isCarriedOn: boolean;
  readonly unpaid: readonly InvoicedFee["invoice"][];
};

export function closingView(told: ToldClosing): ClosingView {
  const { endsAt, currency, left, invoice, isCarriedOn, unpaid } = told;
  const lines = invoice?.lines ?? [];
  return {
    ...{ endsAt, currency, isCarriedOn },
    unspentCredits: creditsText(left),
    returned: told.returned.map(feeReturnView),
    invoice: invoice && {
      ...{ id: invoice.id, number: invoice.number, total: invoice.total },
      lines: lines.map(({ kind, description, amount }) => ({ kind, description, amount })),
    },
    credited: moneyText(nanomoney(-sumOf(lines, "credit"))),
    carried: moneyText(sumOf(lines, "carried")),
    unpaid: unpaid.map(({ id, number }) => ({ id: idText("inv", id), number })),
  };
}

/** What is handed on is above nothing, what is taken over below: a last invoice does one of the two. */
function sumOf(lines: InvoiceView["lines"], kind: "credit" | "carried"): Money {
  const amounts = lines
    .filter((line) => line.kind === kind)
    .map(({ amount }) => parseMoney(amount));
  const sum = sumMoney(amounts.map((amount) => amount ?? NO_MONEY));
  return kind === "carried" && sum < NO_MONEY ? NO_MONEY : sum;
}
