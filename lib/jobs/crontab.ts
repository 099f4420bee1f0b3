/** When the recurring jobs run, in UTC; graphile-worker makes up for runs missed while the process was down. */
export const CRONTAB = [].join("\n");
