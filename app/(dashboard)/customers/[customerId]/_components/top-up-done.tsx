import Link from "next/link";
import { Credits, Money } from "@/components/domain/amounts";
import { ButtonLink } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { ToppedUp } from "./top-up-form";

/** Bought credits that wait: what must happen before they can be used. */
export function TopUpDone({ done, unit }: { done: ToppedUp; unit: string }) {
  const { credits, price, currency, invoice } = done;
  return (
    <>
      <Notice tone="info" title="Waiting for payment">
        <p>
          <Credits amount={credits} unit={unit} /> stand as pending until{" "}
          <Money amount={price} currency={currency} withCode /> is paid.
          {invoice && (
            <>
              {" "}
              Invoice{" "}
              <Link
                href={`/invoices/${invoice.id}`}
                className="font-medium underline underline-offset-2"
              >
                {invoice.number ?? "draft"}
              </Link>{" "}
              is open.
            </>
          )}
        </p>
      </Notice>
      <DialogFooter leave="Close">
        {invoice && (
          <ButtonLink href={`/invoices/${invoice.id}`} variant="primary">
            Open invoice
          </ButtonLink>
        )}
      </DialogFooter>
    </>
  );
}
