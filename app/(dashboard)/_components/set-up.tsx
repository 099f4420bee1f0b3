import { CircleCheck, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { Permission } from "@/lib/auth/permission";
import { firstEventOf } from "../customers/_components/first-event";

export type SetUpStep = { readonly isDone: boolean } & (
  | { readonly id: "feature" | "plan" | "customer" }
  | { readonly id: "event"; readonly externalId: string; readonly eventName: string }
  | { readonly id: "balance"; readonly customerId: string | null }
);

const WORDS: Record<SetUpStep["id"], { title: string; text: string }> = {
  feature: {
    title: "Name a feature",
    text: "What your product does, which events count it, and what one costs in credits.",
  },
  plan: {
    title: "Make a plan",
    text: "A price and the credits that come with it. Without plans, customers pay by wallet alone.",
  },
  customer: {
    title: "Add a customer",
    text: "With the id that your own system uses, so that its events find their way.",
  },
  event: {
    title: "Send the first event",
    text: "With an API key. On the server, npm run florin -- key create --organization <slug> --scopes '*' makes one.",
  },
  balance: {
    title: "Give the first credits",
    text: "By a subscription, or by a top-up on the customer's page.",
  },
};

const MAKES: Partial<Record<SetUpStep["id"], readonly [Permission, string, string]>> = {
  feature: ["catalog:write", "/features/new", "New feature"],
  plan: ["catalog:write", "/plans/new", "New plan"],
  customer: ["customer:write", "/customers/new", "New customer"],
};

/** The way from nothing to the first balance; each step knows by itself whether it is done. */
export function SetUp({
  steps,
  permissions,
}: {
  steps: readonly SetUpStep[];
  permissions: readonly Permission[];
}) {
  const done = steps.filter(({ isDone }) => isDone).length;
  const next = steps.find(({ isDone }) => !isDone);
  const sellsNothing = steps.some(({ id, isDone }) => id === "plan" && !isDone);
  return (
    <Card
      title="Set up in five steps"
      actions={
        sellsNothing &&
        permissions.includes("catalog:write") && (
          <ButtonLink href="/setup">Begin with a template</ButtonLink>
        )
      }
      description={`${done} of ${steps.length} done`}
      className="max-w-3xl"
    >
      <ol className="grid gap-5">
        {steps.map((step) => (
          <Step key={step.id} step={step} isNext={step === next}>
            {commandFor(step, permissions, step === next)}
          </Step>
        ))}
      </ol>
    </Card>
  );
}

function Step({
  step,
  isNext,
  children,
}: {
  step: SetUpStep;
  isNext: boolean;
  children: ReactNode;
}) {
  const { title, text } = WORDS[step.id];
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3" aria-current={isNext && "step"}>
      {step.isDone ? (
        <CircleCheck aria-label="done" className="mt-0.5 size-5 text-success" />
      ) : (
        <CircleDashed aria-label="to do" className="mt-0.5 size-5 text-muted" />
      )}
      <div>
        <p className="font-medium">{title}</p>
        {!step.isDone && <p className="text-muted text-sm">{text}</p>}
        {!step.isDone && children && <div className="mt-2">{children}</div>}
      </div>
    </li>
  );
}

function commandFor(
  step: SetUpStep,
  permissions: readonly Permission[],
  isNext: boolean,
): ReactNode {
  const variant = isNext ? "primary" : "secondary";
  if (step.id === "event") return <Call text={firstEventOf(step.externalId, step.eventName)} />;
  if (step.id === "balance") {
    if (step.customerId === null || !permissions.includes("wallet:topup")) return null;
    return (
      <ButtonLink href={`/customers/${step.customerId}`} variant={variant}>
        Open the customer
      </ButtonLink>
    );
  }
  const [permission, href, label] = MAKES[step.id] ?? [];
  if (!permission || !href || !permissions.includes(permission)) return null;
  return (
    <ButtonLink href={href} variant={variant}>
      {label}
    </ButtonLink>
  );
}

const Call = ({ text }: { text: string }) => (
  <div className="flex items-start gap-2 rounded border bg-sunken p-3">
    <ScrollRegion aria-label="A call to copy" className="min-w-0 flex-1 overflow-x-auto">
      <pre className="font-mono text-xs">{text}</pre>
    </ScrollRegion>
    <CopyButton text={text} label="Copy the call" />
  </div>
);
