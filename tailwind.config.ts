/** The names of the tokens. Their values, light and dark, stand in `app/globals.css`. */
import type { Config } from "tailwindcss";

const token = (name: string) => `var(--${name})`;

export default {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  theme: {
    colors: {
      transparent: "transparent",
      current: "currentColor",
      /** The page, a panel on it, a well in a panel, a layer above everything. */
      canvas: token("canvas"),
      surface: token("surface"),
      sunken: token("sunken"),
      layer: token("layer"),
      /** Text: what is said, what explains it, what stands on a filled control. */
      ink: token("ink"),
      muted: token("muted"),
      /** Hairlines; `control` is the stronger border of something one can fill in. */
      line: token("line"),
      control: token("control"),
      /** The one accent: links, the primary button, the ring, the current place. */
      accent: {
        DEFAULT: token("accent"),
        strong: token("accent-strong"),
        soft: token("accent-soft"),
        ink: token("accent-ink"),
      },
      success: { DEFAULT: token("success"), soft: token("success-soft") },
      warning: { DEFAULT: token("warning"), soft: token("warning-soft") },
      danger: {
        DEFAULT: token("danger"),
        strong: token("danger-strong"),
        soft: token("danger-soft"),
        ink: token("danger-ink"),
      },
      info: { DEFAULT: token("info"), soft: token("info-soft") },
      scrim: token("scrim"),
    },
    fontSize: {
      "2xs": ["0.6875rem", { lineHeight: "1rem", letterSpacing: "0.01em" }],
      xs: ["0.75rem", { lineHeight: "1rem" }],
      sm: ["0.8125rem", { lineHeight: "1.25rem" }],
      base: ["0.875rem", { lineHeight: "1.375rem" }],
      lg: ["1rem", { lineHeight: "1.5rem", letterSpacing: "-0.006em" }],
      xl: ["1.25rem", { lineHeight: "1.75rem", letterSpacing: "-0.014em" }],
      "2xl": ["1.625rem", { lineHeight: "2rem", letterSpacing: "-0.02em" }],
    },
    borderRadius: {
      none: "0",
      sm: "4px",
      DEFAULT: "6px",
      lg: "10px",
      xl: "14px",
      full: "9999px",
    },
    boxShadow: {
      none: "none",
      /** A menu, a tooltip. */
      layer: token("shadow-layer"),
      /** A dialog, a sheet. */
      dialog: token("shadow-dialog"),
    },
    extend: {
      fontFamily: {
        sans: ['"Inter Variable"', "system-ui", "sans-serif"],
        mono: ["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace"],
      },
      spacing: { rail: "14rem", icons: "3.5rem", bar: "3rem" },
    },
  },
} satisfies Config;
