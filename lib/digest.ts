import { hash } from "node:crypto";

/** What stands for a text of any length, the same for the same text: its SHA-256 in hexadecimal digits. */
export const digestOf = (text: string): string => hash("sha256", text);
