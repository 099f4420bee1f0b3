import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const CSS = readFileSync(new URL("../app/globals.css", import.meta.url), "utf8");

/** The colours of a theme, by token name. */
function tokensOf(selector: ":root" | ".dark"): ReadonlyMap<string, string> {
  const [, block = ""] = CSS.split(`\n${selector} {`);
  const [body = ""] = block.split("}");
  return new Map(
    [...body.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [
      name ?? "",
      hex ?? "",
    ]),
  );
}

/** Relative luminance, as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((place) => Number.parseInt(hex.slice(place, place + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["canvas", "surface", "sunken", "layer"];
const TONES = ["accent", "success", "warning", "danger", "info"];

/** What stands on what as text. */
const TEXT = [
  ...["ink", "muted", ...TONES].flatMap((text) => GROUNDS.map((ground) => [text, ground])),
  ...TONES.flatMap((tone) => [
    [tone, `${tone}-soft`],
    ["ink", `${tone}-soft`],
    ["muted", `${tone}-soft`],
  ]),
  ["accent-ink", "accent"],
  ["accent-ink", "accent-strong"],
  ["danger-ink", "danger"],
  ["danger-ink", "danger-strong"],
] as const;

/** What must be seen, though not read. */
const MARKS = [
  ["control", "surface"],
  ["accent", "canvas"],
  ...[1, 2, 3, 4, 5, 6, "other"].map((hue) => [`chart-${hue}`, "surface"]),
] as const;

describe.each([":root", ".dark"] as const)("the tokens of %s", (selector) => {
  const tokens = tokensOf(selector);
  const ratio = ([a, b]: readonly string[]) =>
    contrast(tokens.get(a ?? "") ?? "#000000", tokens.get(b ?? "") ?? "#000000");

  it.each(TEXT)("let %s be read on %s", (...pair) => {
    expect(ratio(pair)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(MARKS)("let %s be seen on %s", (...pair) => {
    expect(ratio(pair)).toBeGreaterThanOrEqual(3);
  });
});
