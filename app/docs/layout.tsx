import Link from "next/link";
import type { ReactNode } from "react";
import { Mark } from "@/components/layout/mark";
import { ThemeToggle } from "@/components/layout/theme-toggle";

/** For everybody who can reach the server: nothing of an organization stands here. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded bg-accent px-3 py-2 text-accent-ink text-sm focus:translate-y-0"
      >
        Skip to the content
      </a>
      <header className="sticky top-0 z-30 flex h-bar items-center gap-4 border-b bg-surface px-4 md:px-6">
        <Link href="/docs/api" className="flex items-center gap-2 font-semibold text-lg">
          <Mark />
          Florin API
        </Link>
        <nav aria-label="Main" className="ml-auto flex items-center gap-4 text-sm">
          <a href="/v1/openapi.json" className="text-muted hover:text-ink max-sm:hidden">
            openapi.json
          </a>
          <Link href="/" prefetch={false} className="text-muted hover:text-ink">
            Dashboard
          </Link>
          <ThemeToggle />
        </nav>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-[72rem] flex-col gap-8 px-4 py-6 outline-none md:px-6"
      >
        {children}
      </main>
    </>
  );
}
