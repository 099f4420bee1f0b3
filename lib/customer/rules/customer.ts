/** A customer as the rest of the product knows it, and what keeps one from being archived. */
import type { CustomerId, TestClockId } from "@/lib/ids";
import { type Credits, creditsText } from "@/lib/money/credits";

export type CustomerAddress = {
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: string;
};

export type CustomerRow = {
  readonly id: CustomerId;
  readonly externalId: string;
  readonly name: string;
  readonly email: string;
  readonly timezone: string;
  readonly address: CustomerAddress;
  readonly metadata: Readonly<Record<string, string>>;
  /** Whose time it lives at; null: real time. */
  readonly testClockId: TestClockId | null;
  readonly archivedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** What still ties a customer to the books. */
export type CustomerTies = {
  /** Available, held or pending in a grant that has not ended. */
  readonly credits: Credits;
  readonly overage: Credits;
  readonly runningSubscriptions: number;
  readonly unpaidInvoices: number;
};

/** Why a customer cannot be archived yet; empty if it can. */
export function archiveObstacles(ties: CustomerTies): readonly string[] {
  const obstacles: string[] = [];
  if (ties.credits > 0n) obstacles.push(`${creditsText(ties.credits)} credits are left`);
  if (ties.overage > 0n) obstacles.push(`${creditsText(ties.overage)} credits are owed`);
  if (ties.runningSubscriptions > 0) obstacles.push("a subscription is running");
  if (ties.unpaidInvoices > 0) obstacles.push("an invoice is unpaid");
  return obstacles;
}
