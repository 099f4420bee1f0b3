/** What a batch asks of the store. */
import type { OrganizationId } from "@/lib/ids";
import type { Command } from "../rules/command";

/** Whose books, and for which commands. */
export type Asking = {
  readonly organizationId: OrganizationId;
  readonly at: Date;
  readonly command: Command;
};

/** Books are kept by customer and organization: another organization's customer has none. */
export const booksKey = ({ organizationId, command }: Omit<Asking, "at">) =>
  `${organizationId}/${command.customerId}`;
