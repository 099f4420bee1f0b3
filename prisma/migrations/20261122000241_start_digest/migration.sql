-- What a start asked for beside plan, period and time: a repeat under its reference has to ask the
-- same. Null where nothing more was asked.
ALTER TABLE "subscription" ADD COLUMN "start_digest" TEXT;
