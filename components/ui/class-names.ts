import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Without our own sizes and shadows named, `text-2xs` and `text-muted` would count as one thing said twice.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["2xs", "xs", "sm", "base", "lg", "xl", "2xl"],
      shadow: ["layer", "dialog"],
      color: ["canvas", "surface", "sunken", "layer", "ink", "muted", "line", "control"],
    },
  },
});

/** Joins class names; a later one wins over an earlier one of the same kind. */
export const classNames = (...values: ClassValue[]) => merge(clsx(values));
