"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { buttonLook } from "./button";
import { classNames } from "./class-names";

/** Copies `text`: `<CopyButton text={key} label="Copy key" />`; without `showLabel` it is an icon with that name. */
export function CopyButton({
  text,
  label = "Copy",
  showLabel = false,
  className,
}: {
  text: string;
  label?: string;
  showLabel?: boolean;
  className?: string;
}) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await copyText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={() => void copy()}
      title={label}
      className={classNames(
        buttonLook(showLabel ? { size: "sm" } : { variant: "ghost", size: "icon" }),
        !showLabel &&
          "size-6 pointer-coarse:-m-2 pointer-coarse:focus-visible:-outline-offset-8 [&_svg]:size-3.5",
        className,
      )}
    >
      <Icon aria-hidden className={classNames(copied && "text-success")} />
      <span className={classNames(!showLabel && "sr-only")} aria-live="polite">
        {copied ? "Copied" : label}
      </span>
    </button>
  );
}

/** A browser hides its clipboard from pages that come by plain http from another machine. */
async function copyText(text: string) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  document.addEventListener("copy", fill, { once: true });
  document.execCommand("copy");
}
