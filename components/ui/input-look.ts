/** The box of every control one types into. */
export const inputLook =
  "h-8 w-full min-w-0 rounded border border-control/60 bg-surface px-2.5 text-base text-ink placeholder:text-muted hover:border-control focus-visible:border-accent focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted aria-invalid:border-danger pointer-coarse:h-11 pointer-coarse:text-lg";
