"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import type { BookedView } from "@/lib/ledger/schema";

/** Says what was done, with the way to its entry in the customer's ledger. */
export function useBookedToast(customerId: string) {
  const router = useRouter();
  return (words: string, { transactionId }: Pick<BookedView, "transactionId">) => {
    const entry = `/customers/${customerId}/ledger?row=${transactionId}`;
    toast.success(words, {
      duration: 10_000,
      action: { label: "View entry", onClick: () => router.push(entry) },
    });
  };
}
