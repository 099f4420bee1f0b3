import { Notice } from "@/components/ui/notice";
import type { Context } from "@/lib/context";
import { DomainError } from "@/lib/errors";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import { checkAccess } from "@/lib/usage/reads/check-access";
import type { CheckInput } from "@/lib/usage/schema/access";
import { CheckAnswer } from "../_components/check-answer";

/** Asks as `POST /v1/check` does. What cannot be asked, as of a feature that is gone, is said in place. */
export async function AccessCheck({
  ctx,
  input,
  customerId,
  wallets,
}: {
  ctx: Context;
  input: CheckInput;
  customerId: string;
  wallets: readonly WalletView[];
}) {
  const answer = await checkAccess(ctx, input).catch((thrown: unknown) => {
    if (thrown instanceof DomainError) return thrown;
    throw thrown;
  });
  if (answer instanceof DomainError) return <Notice tone="danger" title={answer.message} />;
  return (
    <CheckAnswer
      answer={answer}
      customerId={customerId}
      walletNames={new Map(wallets.map(({ id, name }) => [id, name]))}
    />
  );
}
