/** Turns of a process by customer: a consume is short, and no batch that comes later goes before it. */
import type { Context } from "@/lib/context";
import { Turns } from "@/lib/db/turns";
import { oncePerProcess } from "@/lib/runtime";

export const customerTurns = () => oncePerProcess("usage.customer-turns", () => new Turns());

export const turnKey = ({ organizationId }: Context, externalCustomerId: string): string =>
  `${organizationId}/${externalCustomerId}`;
