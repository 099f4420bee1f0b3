"use client";

import { Check, LogOut, Monitor } from "lucide-react";
import { useTheme } from "next-themes";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/dropdown-menu";

/** Its client comes when somebody leaves: until then it would weigh on every page. */
async function signOut() {
  const auth = await import("next-auth/react");
  await auth.signOut({ callbackUrl: "/sign-in" });
}

/** An organization one may look at. */
export type Choice = { readonly slug: string; readonly name: string; readonly isTest: boolean };

/** Who one is, the organizations one may change to, and the way out. */
export function UserMenu({
  name,
  role,
  current,
  choices,
  onChoose,
}: {
  name: string;
  role: string;
  current: string;
  choices: readonly Choice[];
  /** A server action: looks at another organization from now on. */
  onChoose: (slug: string) => Promise<void>;
}) {
  const { setTheme } = useTheme();
  const initials = name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join("");
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="icon" aria-label={`${name}, ${role}`} className="-mr-1">
          <span
            aria-hidden
            className="grid size-7 place-items-center rounded-full bg-accent-soft font-semibold text-accent text-xs uppercase"
          >
            {initials}
          </span>
        </Button>
      }
    >
      <MenuLabel>
        <span className="block font-medium text-ink text-sm">{name}</span>
        {role}
      </MenuLabel>
      <MenuSeparator />
      {choices.length > 1 && (
        <>
          <MenuLabel>Organization</MenuLabel>
          {choices.map((choice) => (
            <MenuItem key={choice.slug} onSelect={() => void onChoose(choice.slug)}>
              <Check
                aria-hidden
                className={choice.slug === current ? "text-accent" : "opacity-0"}
              />
              {choice.name}
              {choice.isTest && <span className="ml-auto text-warning text-xs">Test</span>}
            </MenuItem>
          ))}
          <MenuSeparator />
        </>
      )}
      <MenuItem onSelect={() => setTheme("system")}>
        <Monitor aria-hidden />
        Follow the system's theme
      </MenuItem>
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}
