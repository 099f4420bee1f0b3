/** The earliest time that a test clock can show; what a sandbox sells it has sold since then. */
export const EARLIEST_CLOCK = new Date("2000-01-01T00:00:00Z");
