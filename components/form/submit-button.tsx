import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";

/**
 * The deed of a form, named by verb and amount. While `pending` it shows progress and ignores clicks:
 * `<SubmitButton pending={isSubmitting} pendingLabel="Debiting…">Debit 250 credits</SubmitButton>`.
 */
export function SubmitButton({
  pending,
  pendingLabel,
  children,
  variant = "primary",
  ...rest
}: Omit<ComponentProps<typeof Button>, "type"> & { pending: boolean; pendingLabel?: string }) {
  return (
    <Button {...rest} type="submit" variant={variant} pending={pending}>
      {pending && pendingLabel ? pendingLabel : children}
    </Button>
  );
}
