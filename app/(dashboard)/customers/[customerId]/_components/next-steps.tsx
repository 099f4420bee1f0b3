import { Notice } from "@/components/ui/notice";

/** A customer that holds nothing yet: the two ways to its first credits. */
export function NextSteps() {
  return (
    <Notice title="No credits yet">
      Subscribe the customer to a plan, which opens a wallet and fills it by itself; or open a
      wallet and top it up by hand.
    </Notice>
  );
}
