/** How wide a chart's columns are. A file of its own, so that forms name them without a calendar. */
export const GRAINS = ["hour", "day", "week", "month"] as const;
export type Grain = (typeof GRAINS)[number];
