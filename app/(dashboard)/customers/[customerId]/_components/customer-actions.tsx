"use client";

import {
  Archive,
  Ellipsis,
  Lock,
  Minus,
  Pencil,
  Plus,
  Repeat,
  ShieldQuestion,
  WalletCards,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from "nuqs";
import { useState } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Menu, MenuItem, MenuLink } from "@/components/ui/dropdown-menu";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import type { CustomerView } from "@/lib/customer/schema";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import { CUSTOMER_DEEDS, type CustomerDeed, CustomerDialog } from "./customer-dialog";
import type { CustomerRights } from "./rights";
import type { CreditSubject } from "./subject";
import { WalletDeeds } from "./wallet-deeds";

/** The commands of a customer and their dialogs; which one is open stands in the address as `do=`. */
export function CustomerActions({
  customer,
  subject,
  rights,
  currency,
  unit,
  wallets,
}: {
  customer: CustomerView;
  subject: CreditSubject;
  /** All of the customer's, whatever their state. */
  wallets: readonly WalletView[];
  rights: CustomerRights;
  currency: string;
  unit: string;
}) {
  const [{ do: asked, wallet, pack }, ask] = useQueryStates({
    do: parseAsStringLiteral(CUSTOMER_DEEDS),
    wallet: parseAsString,
    pack: parseAsString,
  });
  // Set by others, the key holds other deeds as well, whatever it is parsed as here.
  const deed = CUSTOMER_DEEDS.find((one) => one === asked);
  const setDeed = (next: CustomerDeed | null) => ask({ do: next, wallet: null, pack: null });
  // What a debit was short of, when the top-up follows from it.
  const [short, setShort] = useState("");
  const topUp = (credits: string) => {
    setShort(credits);
    void ask({ do: "top-up" });
  };
  const hasWallet = subject.wallets.length > 0;
  return (
    <>
      {rights.topUp && hasWallet && (
        <Command keys="u" label="Top up" variant="primary" run={() => void setDeed("top-up")}>
          <Plus aria-hidden />
        </Command>
      )}
      {!hasWallet && rights.write && (
        <Command keys="w" label="New wallet" variant="primary" run={() => void setDeed("wallet")}>
          <WalletCards aria-hidden />
        </Command>
      )}
      {rights.debit && hasWallet && (
        <Command keys="d" label="Debit" run={() => void setDeed("debit")}>
          <Minus aria-hidden />
        </Command>
      )}
      {rights.hold && hasWallet && <HoldCommand />}
      {rights.subscribe && <SubscribeLink customerId={customer.id} />}
      {rights.write && (
        <MoreMenu
          hasWallet={hasWallet}
          subscribeHref={rights.subscribe ? startOf(customer.id) : null}
          checkHref={`/customers/${customer.id}/entitlements#check`}
          onChoose={(what) => void setDeed(what)}
        />
      )}
      {deed && (
        <CustomerDialog
          deed={deed}
          customer={customer}
          subject={aimedAt(subject, { wallet, pack })}
          rights={rights}
          currency={currency}
          unit={unit}
          credits={short}
          packId={pack}
          onTopUp={topUp}
          onOpenChange={(open) => {
            setShort("");
            void setDeed(open ? deed : null);
          }}
        />
      )}
      <WalletDeeds
        wallets={wallets}
        customerName={customer.name}
        zone={customer.timezone}
        rights={rights}
      />
    </>
  );
}

type Named = { readonly wallet: string | null; readonly pack: string | null };

/** The wallet that the address names, or that the pack it names fits, comes first: dialogs begin with it. */
function aimedAt(subject: CreditSubject, { wallet, pack }: Named): CreditSubject {
  const unit = subject.packs.find(({ id }) => id === pack)?.creditUnit;
  const rank = ({ id, creditUnit }: WalletView) =>
    wallet === null ? Number(creditUnit === unit) : Number(id === wallet);
  return { ...subject, wallets: subject.wallets.toSorted((a, b) => rank(b) - rank(a)) };
}

function Command({
  keys,
  label,
  variant,
  run,
  children,
}: {
  keys: string;
  label: string;
  variant?: "primary";
  run: () => void;
  children: React.ReactNode;
}) {
  useShortcut({ keys, label, group: "Customer", run });
  return (
    <Tooltip content={<Kbd keys={keys} />}>
      <Button {...(variant && { variant })} onClick={run}>
        {children}
        {label}
      </Button>
    </Tooltip>
  );
}

/** Opens the dialog that `WalletDeeds` shows. */
function HoldCommand() {
  const [, setDeed] = useQueryState("do", parseAsString);
  return (
    <Command keys="h" label="Hold" run={() => void setDeed("hold")}>
      <Lock aria-hidden />
    </Command>
  );
}

const startOf = (customerId: string) => `/subscriptions/new?customer=${customerId}`;

function SubscribeLink({ customerId }: { customerId: string }) {
  const router = useRouter();
  const href = startOf(customerId);
  useShortcut({ keys: "s", label: "Subscribe", group: "Customer", run: () => router.push(href) });
  return (
    <Tooltip content={<Kbd keys="s" />}>
      <ButtonLink href={href} className="max-md:hidden">
        <Repeat aria-hidden />
        Subscribe
      </ButtonLink>
    </Tooltip>
  );
}

function MoreMenu({
  hasWallet,
  subscribeHref,
  checkHref,
  onChoose,
}: {
  hasWallet: boolean;
  /** On a phone there is room for it only here; null: the person may not. */
  subscribeHref: string | null;
  checkHref: string;
  onChoose: (what: CustomerDeed) => void;
}) {
  useShortcut({ keys: "e", label: "Edit", group: "Customer", run: () => onChoose("edit") });
  return (
    <Menu
      trigger={
        <Button size="icon" aria-label="More">
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      <MenuItem keys="e" onSelect={() => onChoose("edit")}>
        <Pencil aria-hidden />
        Edit
      </MenuItem>
      {subscribeHref && (
        <MenuLink href={subscribeHref}>
          <Repeat aria-hidden />
          Subscribe
        </MenuLink>
      )}
      <MenuLink href={checkHref}>
        <ShieldQuestion aria-hidden />
        Check access
      </MenuLink>
      {hasWallet && (
        <MenuItem onSelect={() => onChoose("wallet")}>
          <WalletCards aria-hidden />
          New wallet…
        </MenuItem>
      )}
      <MenuItem tone="danger" onSelect={() => onChoose("archive")}>
        <Archive aria-hidden />
        Archive…
      </MenuItem>
    </Menu>
  );
}
