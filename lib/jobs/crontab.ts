/**
 * When the recurring jobs run: a line each, in UTC, as graphile-worker reads it. Runs missed
 * while no worker was up are made up for, as far back as `fill` says.
 */
const LINES: readonly string[] = [];

export const CRONTAB = LINES.join("\n");
