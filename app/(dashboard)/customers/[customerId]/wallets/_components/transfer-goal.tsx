"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import { formatCredits } from "@/lib/money/format";
import { useWalletChoices } from "./use-choices";

/** Where credits go. */
export type Goal = Pick<WalletView, "id" | "name" | "figures"> & { readonly customerName: string };

const ELSEWHERE = "elsewhere";

/** Another wallet of this customer, or of one that is searched for. */
export function TransferGoal({
  own,
  creditUnit,
  without,
  goal,
  error,
  onChoose,
}: {
  own: readonly WalletView[];
  creditUnit: string;
  /** Where the credits are. */
  without: string;
  goal: Goal | undefined;
  error: string | undefined;
  onChoose: (goal: Goal | undefined) => void;
}) {
  const [isElsewhere, setElsewhere] = useState(own.length === 0);
  const choose = (id: string) => {
    const wallet = own.find((one) => one.id === id);
    setElsewhere(!wallet);
    onChoose(wallet && { ...wallet, customerName: "this customer" });
  };
  return (
    <>
      {own.length > 0 && (
        <Field label="To" error={isElsewhere ? undefined : error}>
          <Select
            autoFocus
            value={isElsewhere ? ELSEWHERE : (goal?.id ?? "")}
            onChange={({ target }) => choose(target.value)}
          >
            {own.map((wallet) => (
              <option key={wallet.id} value={wallet.id}>
                {wallet.name} · {formatCredits(wallet.figures.available)} {creditUnit}
              </option>
            ))}
            <option value={ELSEWHERE}>Another customer's wallet…</option>
          </Select>
        </Field>
      )}
      {isElsewhere && (
        <SearchedGoal
          {...{ creditUnit, without, goal, error, onChoose }}
          takesFocus={own.length === 0}
        />
      )}
    </>
  );
}

function SearchedGoal({
  creditUnit,
  without,
  goal,
  error,
  onChoose,
  takesFocus,
}: {
  creditUnit: string;
  without: string;
  goal: Goal | undefined;
  error: string | undefined;
  onChoose: (goal: Goal | undefined) => void;
  takesFocus: boolean;
}) {
  const [typed, setTyped] = useState("");
  const { choices, isFetching } = useWalletChoices(typed, creditUnit);
  const found = choices.filter(({ id }) => id !== without);
  const isNone = typed.trim() !== "" && found.length === 0 && !isFetching;
  return (
    <>
      <Field
        label="Find a customer"
        hint={
          isNone ? `Nobody with a wallet in ${creditUnit} matches` : "Name, external id or email"
        }
      >
        <Input
          type="search"
          autoComplete="off"
          autoFocus={takesFocus}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </Field>
      <Field label="Wallet" error={error}>
        <Select
          value={goal?.id ?? ""}
          disabled={found.length === 0}
          onChange={({ target }) => onChoose(found.find(({ id }) => id === target.value))}
        >
          <option value="">{found.length === 0 ? "–" : "Choose a wallet"}</option>
          {found.map(({ id, name, customerName, figures }) => (
            <option key={id} value={id}>
              {customerName} · {name} · {formatCredits(figures.available)} {creditUnit}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}
