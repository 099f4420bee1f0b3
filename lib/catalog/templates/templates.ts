/** The ways of selling that a new organization can begin with. */
import { AI_API } from "./ai-api";
import { CONTACT_DATA } from "./contact-data";
import { OUTREACH } from "./outreach";
import { PROSPECTING } from "./prospecting";
import type { Template } from "./template";
import { TIERED_PLANS } from "./tiered-plans";

export const TEMPLATES: readonly Template[] = [
  CONTACT_DATA,
  PROSPECTING,
  AI_API,
  OUTREACH,
  TIERED_PLANS,
];

export const templateOf = (key: string): Template | undefined =>
  TEMPLATES.find((template) => template.key === key);
