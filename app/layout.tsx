import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { KEEP_KEYS } from "@/components/layout/unheard-keys";
import "./globals.css";
import { Providers } from "./providers";

export const metadata: Metadata = {
  title: { default: "Florin", template: "%s · Florin" },
  description: "Credits, wallets and usage that explain themselves",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f7f4" },
    { media: "(prefers-color-scheme: dark)", color: "#101211" },
  ],
};

/** The server puts a fresh nonce in the policy of each request; reading it makes every page dynamic. */
async function requestNonce() {
  const policy = (await headers()).get("content-security-policy");
  return /'nonce-([^']+)'/.exec(policy ?? "")?.[1];
}

/**
 * Read by zod when it loads. Else it tries whether it may compile its checks: the policy forbids
 * that, and each try stands in the browser's console as a breach.
 */
const CHECK_WITHOUT_COMPILING = "globalThis.__zod_globalConfig = { jitless: true };";

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = await requestNonce();
  return (
    // The theme's class is set before the first paint, so the server cannot know it.
    <html lang="en" suppressHydrationWarning>
      <body>
        <script
          nonce={nonce}
          suppressHydrationWarning
          // biome-ignore lint/security/noDangerouslySetInnerHtml: constants, before any other script
          dangerouslySetInnerHTML={{ __html: CHECK_WITHOUT_COMPILING + KEEP_KEYS }}
        />
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
