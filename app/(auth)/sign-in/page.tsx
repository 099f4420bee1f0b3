import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Mark } from "@/components/layout/mark";
import { findStaffSession } from "@/lib/transport/staff-gate";
import { SignInForm } from "./_components/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>;
}) {
  const { callbackUrl, error } = await searchParams;
  const destination = ownPath(callbackUrl);
  if (await findStaffSession()) redirect(destination);

  return (
    <main className="grid min-h-dvh place-items-center px-4 py-12">
      <div className="w-full max-w-sm">
        <Mark className="mb-5 size-10" />
        <h1 className="font-semibold text-2xl">Sign in to Florin</h1>
        <p className="mt-1 mb-6 text-muted">Credits, wallets and usage that explain themselves.</p>
        <SignInForm
          destination={destination}
          refusal={typeof error === "string" ? error : undefined}
        />
      </div>
    </main>
  );
}

/** Only a path of our own: a link from elsewhere must not send people elsewhere after signing in. */
function ownPath(wanted: string | string[] | undefined): string {
  if (typeof wanted !== "string") return "/";
  const base = "http://florin.invalid";
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : undefined;
  return url?.origin === base ? `${url.pathname}${url.search}` : "/";
}
