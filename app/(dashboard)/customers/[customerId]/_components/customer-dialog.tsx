"use client";

import dynamic from "next/dynamic";
import type { CustomerView } from "@/lib/customer/schema";
import type { CustomerRights } from "./rights";
import type { CreditSubject } from "./subject";

// Each comes to the browser when it is opened first.
const DebitDialog = dynamic(async () => (await import("./credit-dialogs")).DebitDialog);
const TopUpDialog = dynamic(async () => (await import("./credit-dialogs")).TopUpDialog);
const NewWalletDialog = dynamic(async () => (await import("./credit-dialogs")).NewWalletDialog);
const EditCustomerSheet = dynamic(
  async () => (await import("./edit-customer-sheet")).EditCustomerSheet,
);
const ArchiveDialog = dynamic(async () => (await import("./archive-dialog")).ArchiveDialog);

export const CUSTOMER_DEEDS = ["top-up", "debit", "wallet", "edit", "archive"] as const;
export type CustomerDeed = (typeof CUSTOMER_DEEDS)[number];

type Steering = { readonly open: true; readonly onOpenChange: (open: boolean) => void };

type Props = {
  readonly deed: CustomerDeed;
  readonly customer: CustomerView;
  readonly subject: CreditSubject;
  readonly rights: CustomerRights;
  readonly currency: string;
  readonly unit: string;
  /** What a top-up begins with. */
  readonly credits: string;
  readonly packId: string | null;
  readonly onTopUp: (credits: string) => void;
  readonly onOpenChange: (open: boolean) => void;
};

/** The dialog of one command of a customer, for whoever may give it. */
export function CustomerDialog(props: Props) {
  const steering: Steering = { open: true, onOpenChange: props.onOpenChange };
  if (props.deed === "debit" || props.deed === "top-up") return creditDialog(props, steering);
  if (!props.rights.write) return null;
  if (props.deed === "wallet") {
    const { subject, currency, unit } = props;
    return <NewWalletDialog {...{ subject, currency, unit }} {...steering} />;
  }
  return props.deed === "edit" ? (
    <EditCustomerSheet customer={props.customer} {...steering} />
  ) : (
    <ArchiveDialog customer={props.customer} {...steering} />
  );
}

/** A customer without a wallet has nothing to take from, nor to add to. */
function creditDialog(
  { deed, subject, rights, credits, packId, onTopUp }: Props,
  steering: Steering,
) {
  if (subject.wallets.length === 0) return null;
  if (deed === "top-up") {
    return rights.topUp && <TopUpDialog {...{ subject, credits, packId }} {...steering} />;
  }
  return (
    rights.debit && (
      <DebitDialog
        subject={subject}
        onTopUp={rights.topUp ? onTopUp : undefined}
        mayReverse={rights.reverse}
        {...steering}
      />
    )
  );
}
