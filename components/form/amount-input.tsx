"use client";

import { type ChangeEvent, type ComponentProps, type KeyboardEvent, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { useTextControl } from "@/components/ui/field";
import { inputLook } from "@/components/ui/input-look";
import { decimalText, ONE, parseDecimal } from "@/lib/money/decimal";
import { formatCredits } from "@/lib/money/format";
import { cleanAmount } from "./clean-amount";

const A_MILLION = 1_000_000n * ONE;

/**
 * An amount, text all the way: pasted "1,250.5" is cleaned, the arrow keys step by one, and from a
 * million on it is said with separators: `<AmountInput unit="credits" {...register("amount")} />`.
 */
export function AmountInput({
  unit,
  className,
  onBlur,
  onChange,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { unit: string }) {
  const [readable, setReadable] = useState("");

  const change = (event: ChangeEvent<HTMLInputElement>) => {
    setReadable(inWords(event.target.value));
    return onChange?.(event);
  };

  return (
    <div>
      <div className="relative">
        <input
          {...useTextControl()}
          autoComplete="off"
          {...rest}
          type="text"
          inputMode="decimal"
          onChange={change}
          onKeyDown={stepByArrow}
          onPaste={(event) => {
            event.preventDefault();
            write(
              event.currentTarget,
              cleanAmount(event.clipboardData.getData("text")),
              "selection",
            );
          }}
          onBlur={(event) => {
            write(event.currentTarget, cleanAmount(event.currentTarget.value));
            return onBlur?.(event);
          }}
          className={classNames(inputLook, "numerals pr-20", className)}
        />
        <span className="pointer-events-none absolute inset-y-0 right-2.5 flex max-w-16 items-center truncate text-muted text-sm">
          {unit}
        </span>
      </div>
      <output
        className={classNames("numerals mt-1 block text-muted text-xs", !readable && "sr-only")}
      >
        {readable && `${readable} ${unit}`}
      </output>
    </div>
  );
}

function stepByArrow(event: KeyboardEvent<HTMLInputElement>) {
  const step = { ArrowUp: ONE, ArrowDown: -ONE }[event.key];
  const count = parseDecimal(cleanAmount(event.currentTarget.value) || "0");
  if (step === undefined || count === undefined) return;
  event.preventDefault();
  write(event.currentTarget, decimalText(count + step > 0n ? count + step : 0n));
}

/** Writes as a keystroke would, so that whoever listens to the input hears it. */
function write(input: HTMLInputElement, text: string, where: "all" | "selection" = "all") {
  const [start, end] =
    where === "all"
      ? [0, input.value.length]
      : [input.selectionStart ?? 0, input.selectionEnd ?? 0];
  if (input.value.slice(start, end) === text) return;
  input.setRangeText(text, start, end, "end");
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function inWords(typed: string): string {
  const count = parseDecimal(cleanAmount(typed));
  return count !== undefined && count >= A_MILLION ? formatCredits(decimalText(count)) : "";
}
