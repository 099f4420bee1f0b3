import { zonedFormat } from "@/lib/time/zoned-format";

const month = zonedFormat({ month: "short", year: "numeric" });

/** `Nov 2026`, of an instant in its zone. */
export const monthWords = (at: string, zone: string): string => month(new Date(at), zone);
