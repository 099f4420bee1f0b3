import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** The looks of a button, for the rare element that must look like one; else use `Button` or `ButtonLink`. */
export const buttonLook = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded font-medium text-sm transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-busy:cursor-progress [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-ink hover:not-disabled:bg-accent-strong",
        secondary:
          "border border-line bg-surface text-ink hover:not-disabled:border-control hover:not-disabled:bg-sunken",
        ghost: "text-muted hover:not-disabled:bg-sunken hover:not-disabled:text-ink",
        danger: "bg-danger text-danger-ink hover:not-disabled:bg-danger-strong",
      },
      size: {
        sm: "h-7 px-2 pointer-coarse:h-11",
        md: "h-8 px-3 pointer-coarse:h-11",
        lg: "h-10 px-4 text-base pointer-coarse:h-11",
        icon: "size-8 pointer-coarse:size-11",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

type Look = VariantProps<typeof buttonLook>;

/**
 * A command. `pending` shows progress and refuses further clicks without losing the focus:
 * `<Button variant="primary" pending={isSubmitting}>Debit 250 credits</Button>`.
 */
export function Button({
  variant,
  size,
  pending = false,
  className,
  children,
  type = "button",
  onClick,
  ...rest
}: ComponentProps<"button"> & Look & { pending?: boolean }) {
  return (
    <button
      {...rest}
      type={type}
      className={classNames(buttonLook({ variant, size }), className)}
      aria-busy={pending || undefined}
      // Not `disabled`: a disabled button drops the keyboard focus to the top of the page.
      onClick={pending ? (event) => event.preventDefault() : onClick}
    >
      {pending && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </button>
  );
}

/** Somewhere to go that looks like a command: `<ButtonLink href="/plans/new" variant="primary">New plan</ButtonLink>`. */
export function ButtonLink({
  variant,
  size,
  className,
  ...rest
}: ComponentProps<typeof Link> & Look) {
  return (
    <Link
      prefetch={false}
      {...rest}
      className={classNames(buttonLook({ variant, size }), className)}
    />
  );
}
