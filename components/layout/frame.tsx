import type { ComponentProps, ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { CrumbProvider, Crumbs } from "./crumbs";
import type { PlaceGroup } from "./navigation";
import { PlaceShortcuts } from "./place-list";
import { PlaceSheet } from "./place-sheet";
import { Rail } from "./rail";
import { ShortcutHelp } from "./shortcut-help";
import { ShortcutProvider } from "./shortcuts";
import { ThemeToggle } from "./theme-toggle";
import { UserMenu } from "./user-menu";

/** What stands around every page: rail, top bar, and the place for the page itself. The dashboard's layout uses it once. */
export function Frame({
  groups,
  organization,
  isTest,
  user,
  children,
}: {
  groups: readonly PlaceGroup[];
  organization: string;
  isTest: boolean;
  user: ComponentProps<typeof UserMenu>;
  children: ReactNode;
}) {
  const labels = Object.fromEntries(
    groups.flatMap(({ places }) => places.map(({ href, label }) => [href, label])),
  );
  return (
    <ShortcutProvider>
      <CrumbProvider>
        <a
          href="#main"
          className="fixed top-2 left-2 z-50 -translate-y-16 rounded bg-accent px-3 py-2 text-accent-ink text-sm focus:translate-y-0"
        >
          Skip to the content
        </a>
        <PlaceShortcuts groups={groups} />
        <div className="flex min-h-dvh">
          <Rail groups={groups} />
          <div className="flex min-w-0 flex-1 flex-col">
            <header
              data-chrome
              className="sticky top-0 z-30 flex h-bar items-center gap-2 border-b bg-surface px-4 md:px-6"
            >
              {isTest && (
                <div aria-hidden className="absolute inset-x-0 top-0 h-[3px] bg-warning" />
              )}
              <PlaceSheet groups={groups} />
              <Crumbs labels={labels} />
              <span className="max-w-40 truncate text-muted text-sm max-lg:hidden">
                {organization}
              </span>
              <Badge tone={isTest ? "warning" : "neutral"}>{isTest ? "Test" : "Live"}</Badge>
              <ShortcutHelp />
              <ThemeToggle />
              <UserMenu {...user} />
            </header>
            <main
              id="main"
              tabIndex={-1}
              className="mx-auto flex w-full max-w-[88rem] flex-1 flex-col gap-6 px-4 py-6 outline-none md:px-6"
            >
              {children}
            </main>
          </div>
        </div>
      </CrumbProvider>
    </ShortcutProvider>
  );
}
