import type { FeatureType } from "@/lib/catalog/schema/feature";

export const TYPE_NAMES = {
  METERED: "Metered",
  BOOLEAN: "On or off",
  STATIC: "Fixed value",
} as const satisfies Record<FeatureType, string>;

export const TYPE_HINTS = {
  METERED: "Counted from events; each unit can cost credits.",
  BOOLEAN: "A plan has it or not, such as exporting.",
  STATIC: "A plan gives it a value, such as a support level.",
} as const satisfies Record<FeatureType, string>;
